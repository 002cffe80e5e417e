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

void readPlace(MemberReader &reader, const OpenOrderPlace &place)
{
    place.profileId = reader.text(QLatin1String("profileId"));
    place.profileName = reader.text(QLatin1String("profileName"));
    const auto environment = environmentFromKey(reader.text(QLatin1String("environment")));
    reader.require(environment.has_value());
    place.environment = environment.value_or(Environment::Production);
    place.listId = reader.text(QLatin1String("listId"));
    place.listName = reader.text(QLatin1String("listName"));
}

} // namespace muster
