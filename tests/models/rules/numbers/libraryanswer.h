// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberengine.h"

namespace muster {

/// All that is promised to be equal, as words. Two of these are compared field by field.
struct NumberAnswer
{
    static constexpr int fieldCount = 8;
    int error = 0;
    bool valid = false;
    std::string region, type, possible, e164, nationalFormat, extension;
    bool operator==(const NumberAnswer &) const = default;
};

/// Asked of libphonenumber directly, without any code of the engine.
[[nodiscard]] NumberAnswer askLibrary(const std::string &text, const std::string &region);
[[nodiscard]] NumberAnswer askEngine(const NumberEngine &engine, const std::string &text, const std::string &region);
/// Empty when both agree, else both answers, the text in escaped form and the region.
[[nodiscard]] std::string difference(const NumberEngine &engine, const std::string &text, const std::string &region);

} // namespace muster
