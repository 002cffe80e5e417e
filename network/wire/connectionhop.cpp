// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/connectionhop.h"

#include "network/wire/keytable.h"

namespace muster {

QString hopKey(ConnectionHop::Kind kind)
{
    using Kind = ConnectionHop::Kind;
    static constexpr KeyTable<Kind, 5> keys{{
        {Kind::Resolve, QLatin1String("resolve")},
        {Kind::Tls, QLatin1String("tls")},
        {Kind::Discover, QLatin1String("discover")},
        {Kind::Token, QLatin1String("token")},
        {Kind::Read, QLatin1String("read")},
    }};
    return keyOf(keys, kind);
}

} // namespace muster
