// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberplan.h"

#include <QString>
#include <tl/expected.hpp>

class QIODevice;

namespace muster {

/// Bounds of a file of numbering plans. The published file of 2026 has 1 MB and 254 territories; its longest pattern has
/// 1,434 characters.
struct NumberPlanLimits
{
    static constexpr qint64 bytes = 16 * 1024 * 1024;
    static constexpr int territories = 400, formats = 200, leadingDigits = 32, pattern = 32 * 1024, text = 1024;
    static constexpr int longestNumber = 20; ///< Digits that a possible length may speak of.
};

/// Why a file of numbering plans cannot be used.
struct PlanFault
{
    enum class Kind : std::uint8_t {
        Unreadable, ///< The device said no.
        TooLarge,
        NotXml, ///< No well-formed XML, or none that begins as such a file does.
        Entities, ///< The file declares entities or asks for another file. Neither is ever followed.
        Malformed, ///< An element or attribute that says nothing which could be meant.
        Limit, ///< More of something than NumberPlanLimits allows.
        Incomplete, ///< A region or calling code that the installed library knows is not in it.
        NotUnderstood, ///< A pattern of a calling code is in a language that the engine does not speak.
        ExampleInvalid, ///< A number that the file gives as an example is not valid by the file's own patterns.
    };
    Kind kind = Kind::NotXml;
    qint64 line = 0; ///< From 1; 0: the file as a whole.
    QString what; ///< The element, attribute, region ("DE") or calling code ("+49") that is meant; may be empty.
    bool operator==(const PlanFault &) const = default;
};

template <typename T>
using PlanResult = tl::expected<T, PlanFault>;

/// Reads PhoneNumberMetadata.xml as the libphonenumber project publishes it, the way its own build reads it: possible
/// lengths of a region are those of its kinds, national prefixes and formatting rules are handed down, white space in
/// patterns means nothing. A stream with bounds (NumberPlanLimits); the document type that the published file carries is passed
/// over, entities are refused. What is read says nothing yet of whether it is fit for use: see checkPlan(). Any thread.
[[nodiscard]] PlanResult<NumberPlan> readPlan(QIODevice &xml);

/// Is the plan fit to judge by? Each region and calling code that the installed library knows is there (a cut or foreign
/// file would make whole countries invalid), the engine understands all of its patterns, and each example number is valid
/// by it. Some 50 ms. Any thread.
[[nodiscard]] PlanResult<void> checkPlan(const NumberPlan &plan);

} // namespace muster
