// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import PrivacyCore
import Telemetry

extension Gateway {
    /// Forgets what was found in texts that nobody has sent for a while.
    package func forgetOldFindings() { snapshot.memory?.forgetOld() }

    /// What was found for a caller before, by the engine of a snapshot; what is spared is counted.
    func memory(of caller: Caller, in snapshot: GatewaySnapshot) -> FindingMemory.Share? {
        snapshot.memory.map { memory in
            FindingMemory.Share(of: memory, owner: caller) { [metrics] bytes in
                metrics.rememberedBytes.add(Double(bytes))
            }
        }
    }
}
