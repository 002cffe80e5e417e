// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/memberreader.h"

#include <tl/expected.hpp>

namespace muster {

/// A part of a file of ours, or the place in it that could not be read: "fields[2].source".
template <typename Part>
using Read = tl::expected<Part, QString>;

/// `part` when the reader found all as it should be.
template <typename Part>
Read<Part> finished(const MemberReader &reader, Part part)
{
    if (!reader.good())
        return tl::unexpected(reader.fault());
    return part;
}

/// The objects of an array, at most `most`, each read by `read`.
template <typename Part, typename ReadPart>
Read<QList<Part>> readAll(const QJsonArray &values, const QString &name, qsizetype most, ReadPart read)
{
    if (values.size() > most)
        return tl::unexpected(name);
    QList<Part> parts;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QString place = QStringLiteral("%1[%2]").arg(name, QString::number(i));
        if (!values[i].isObject())
            return tl::unexpected(place);
        Read<Part> part = read(values[i].toObject());
        if (!part)
            return tl::unexpected(place + u'.' + part.error());
        parts.append(*std::move(part));
    }
    return parts;
}

} // namespace muster
