// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberpattern.h"
#include "models/rules/numbers/numberplan.h"

#include <functional>
#include <random>

namespace muster {

/// Makes texts that try the engine: from the installed metadata, from chance, and from habit of writing numbers.
/// The same seed gives the same texts.
class NumberGenerator
{
public:
    struct Text
    {
        std::string text, region;
    };
    NumberGenerator(const NumberPlan &plan, std::uint64_t seed);

    /// Every example number of the metadata, in international and in national form.
    void examples(const std::function<void(const Text &)> &take) const;
    /// For every pattern of every region: numbers at the edges of its ranges, one before, one after, a digit less and
    /// a digit more. Only every `stride`th of them, from `first` on.
    void boundaries(std::size_t first, std::size_t stride, const std::function<void(const Text &)> &take) const;
    /// A number of a random calling code: by a pattern or quite random, mostly written with noise.
    [[nodiscard]] Text random();
    /// Like random(), written as people write: what a contact list holds. About 1 in 50 is damaged.
    [[nodiscard]] Text realistic();
    /// Bytes without any plan.
    [[nodiscard]] Text hostile();

private:
    std::size_t below(std::size_t bound) { return std::size_t(m_random() % bound); }
    bool chance(unsigned percent) { return below(100) < percent; }
    std::string byPattern(const std::string &pattern);
    void walk(const NumberPattern &pattern, int node, std::string &out);
    std::string randomDigits(std::size_t count);
    std::string nationalNumber(const RegionPlan &plan);
    std::string international(const RegionPlan &plan, const std::string &national);
    std::string noise(const std::string &text);
    std::string foreignDigits(const std::string &text);
    const RegionPlan &anyRegion() { return m_plan.regions[below(m_plan.regions.size())]; }
    const RegionPlan &commonRegion();

    const NumberPlan &m_plan;
    std::mt19937_64 m_random;
};

} // namespace muster
