// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/orderplace.h"

#include "models/rules/canonicaljson.h"
#include "models/rules/memberreader.h"

namespace muster {

void writePlace(CanonicalJson &json, const OrderPlace &place)
{
    json.member("profileId", place.profileId);
    json.member("profileName", place.profileName);
    json.member("environment", environmentKey(place.environment));
    json.member("listId", place.listId);
    json.member("listName", place.listName);
}

void readConnection(MemberReader &reader, QString &profileId, QString &profileName, Environment &environment)
{
    profileId = reader.text(QLatin1String("profileId"));
    profileName = reader.text(QLatin1String("profileName"));
    const auto known = environmentFromKey(reader.text(QLatin1String("environment")));
    reader.require(known.has_value());
    environment = known.value_or(Environment::Production);
}

void readPlace(MemberReader &reader, const OpenOrderPlace &place)
{
    readConnection(reader, place.profileId, place.profileName, place.environment);
    place.listId = reader.text(QLatin1String("listId"));
    place.listName = reader.text(QLatin1String("listName"));
}

} // namespace muster
