// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

#include "phone.h"

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <string>

int zv_phone_is_valid(const char *number, size_t count, const char *region) {
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    PhoneNumber parsed;
    if (util.Parse(std::string(number, count), region, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) return 0;
    return util.IsValidNumber(parsed) ? 1 : 0;
}
