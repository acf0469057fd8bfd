// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

print("zavesa")
