// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/criteriafault.h"

#include "network/wire/keytable.h"

namespace muster {

namespace {

using Code = CriteriaFault::Code;

constexpr KeyTable<Code, 16> keys{{{Code::TooBig, QLatin1String("too_big")},
                                   {Code::InvalidUtf8, QLatin1String("invalid_utf8")},
                                   {Code::InvalidJson, QLatin1String("invalid_json")},
                                   {Code::CutShort, QLatin1String("cut_short")},
                                   {Code::TooDeepToRead, QLatin1String("too_deep_to_read")},
                                   {Code::TooManyMembers, QLatin1String("too_many_members")},
                                   {Code::RepeatedMember, QLatin1String("repeated_member")},
                                   {Code::WrongType, QLatin1String("wrong_type")},
                                   {Code::MissingMember, QLatin1String("missing_member")},
                                   {Code::UnknownMember, QLatin1String("unknown_member")},
                                   {Code::NoNode, QLatin1String("no_node")},
                                   {Code::UnknownJoin, QLatin1String("unknown_join")},
                                   {Code::UnknownOperator, QLatin1String("unknown_operator")},
                                   {Code::UnknownSource, QLatin1String("unknown_source")},
                                   {Code::NumberTooLong, QLatin1String("number_too_long")},
                                   {Code::NotExpressible, QLatin1String("not_expressible")}}};

} // namespace

QString criteriaFaultKey(CriteriaFault::Code code)
{
    return keyOf(keys, code);
}

} // namespace muster
