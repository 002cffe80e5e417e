// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/criteria.h"

#include <QByteArray>
#include <tl/expected.hpp>

namespace muster {

/// Criteria in JsonLogic (jsonlogic.com), for other tools. What is written here is read here as the same again.
///
/// Groups are {"and": [...]} and {"or": [...]}, conditions {"==": [{"var": "field"}, value]} and so with != > <.
/// "Contains" is {"in": ["part", {"var": "field"}]}. JsonLogic has no "starts with": it is written as
/// {"==": [{"substr": [{"var": "field"}, 0, n]}, "start"]}, n being the length of the start in UTF-16 units, as
/// JavaScript counts.
///
/// JsonLogic compares loosely ("5" is 5) and reads a dot in a name as a way into an object; criteria do neither. So the
/// notation is carried over, not every consequence of it.
[[nodiscard]] QByteArray writeJsonLogic(const CriteriaGroup &criteria);

/// Reads the same, and beyond it: === and !== as == and !=; the value in front of the field, where > and < then turn
/// round; {"in": [{"var": "field"}, [values]]} as any of these values; a condition alone as a group of one.
/// Everything else (!, >=, if, arithmetic, fields against fields, defaults of var) is refused with its place:
/// NotExpressible, `word` being the operation. At most 1 MiB. Depth is for the rules to judge.
[[nodiscard]] tl::expected<CriteriaGroup, CriteriaFault> readJsonLogic(const QByteArray &json);

} // namespace muster
