// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

// A placeholder until the first type of this module lands.
