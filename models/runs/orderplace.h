// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"

namespace muster {

class CanonicalJson;
class MemberReader;

/// Which list of which tenant an order is about, in place: the members that the orders of all runs that change lists
/// begin with.
template <typename Text, typename Kind>
struct BasicOrderPlace
{
    Text &profileId;
    Text &profileName;
    Kind &environment;
    Text &listId;
    Text &listName;
};
using OrderPlace = BasicOrderPlace<const QString, const Environment>;
using OpenOrderPlace = BasicOrderPlace<QString, Environment>;

void writePlace(CanonicalJson &json, const OrderPlace &place);
/// Of any order that names a connection: its id, name and environment. What is missing or no environment is the
/// reader's fault to tell.
void readConnection(MemberReader &reader, QString &profileId, QString &profileName, Environment &environment);
/// What is missing or no environment is the reader's fault to tell.
void readPlace(MemberReader &reader, const OpenOrderPlace &place);

} // namespace muster
