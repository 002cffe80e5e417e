// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/jsonlayout.h"
#include "network/wire/criteria.h"

namespace muster {

/// Members in the order operator, conditions and field, operator, value. For the writers of criteria and of what holds
/// some.
void writeCriteriaGroup(JsonLayout &out, const CriteriaGroup &group);
void writeCriteriaNode(JsonLayout &out, const CriteriaNode &node);
/// A number that is none is written as null, which every reader refuses.
void writeCriteriaValue(JsonLayout &out, const CriteriaValue &value);

} // namespace muster
