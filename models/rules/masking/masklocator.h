// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscratch.h"

#include <memory>
#include <string>
#include <string_view>

namespace muster {

/// What leads to a mark. RE2 and Vectorscan read the same words.
struct LocatorPattern
{
    MaskMark mark = MaskMark::At;
    std::string expression;
};

/// Goes over a text once and says where something may stand. Vectorscan reports every end of every pattern, RE2 those
/// of the leftmost matches: rules recover whole runs of characters around a mark, so that both lead to the same
/// findings. Immutable; any thread.
class MaskLocator
{
public:
    virtual ~MaskLocator();
    /// Fills `scratch.hits`. False: it could not (no memory); nothing may be concluded then.
    [[nodiscard]] virtual bool locate(std::string_view text, MaskScratch &scratch) const = 0;

    /// nullptr: this build or this machine is without Vectorscan.
    [[nodiscard]] static std::unique_ptr<const MaskLocator> makeVectorscan(const std::vector<LocatorPattern> &patterns);
    /// Needs no particular machine.
    [[nodiscard]] static std::unique_ptr<const MaskLocator> makeRe2(const std::vector<LocatorPattern> &patterns);
};

} // namespace muster
