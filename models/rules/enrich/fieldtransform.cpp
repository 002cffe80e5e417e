// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/fieldtransform.h"

#include <array>

namespace muster {

namespace {

struct KindOf
{
    TransformKind operator()(const TrimText &) const { return TransformKind::Trim; }
    TransformKind operator()(const ChangeCase &change) const
    {
        return TransformKind(int(TransformKind::Lower) + int(change.to));
    }
    TransformKind operator()(const ReadDate &) const { return TransformKind::Date; }
    TransformKind operator()(const ReadNumber &) const { return TransformKind::Number; }
    TransformKind operator()(const ReadBoolean &) const { return TransformKind::Boolean; }
    TransformKind operator()(const ReplacePattern &) const { return TransformKind::Replace; }
    TransformKind operator()(const ValueTable &) const { return TransformKind::Table; }
};

} // namespace

TransformKind transformKind(const FieldTransform &transform)
{
    return std::visit(KindOf(), transform);
}

FieldTransform emptyTransform(TransformKind kind)
{
    switch (kind) {
    case TransformKind::Trim:
        return TrimText();
    case TransformKind::Lower:
        return ChangeCase{ChangeCase::To::Lower};
    case TransformKind::Upper:
        return ChangeCase{ChangeCase::To::Upper};
    case TransformKind::Title:
        return ChangeCase{ChangeCase::To::Title};
    case TransformKind::Date:
        return ReadDate();
    case TransformKind::Number:
        return ReadNumber();
    case TransformKind::Boolean:
        return ReadBoolean();
    case TransformKind::Replace:
        return ReplacePattern();
    case TransformKind::Table:
        return ValueTable();
    }
    Q_UNREACHABLE();
}

} // namespace muster
