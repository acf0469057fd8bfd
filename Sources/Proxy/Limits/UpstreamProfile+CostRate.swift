// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Limits
package import Routing

extension UpstreamProfile {
    /// Its price, as budgets of money count it; `nil` where nobody said one.
    package var costRate: CostRate? { price.map { CostRate(input: $0.input, output: $0.output) } }
}
