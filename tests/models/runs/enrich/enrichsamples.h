// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichorders.h"

#include <QFile>

namespace muster::test {

/// Attributes of the sandbox's imported leads, as far as the samples use them.
inline ListSchema leadSchema()
{
    return {QStringLiteral("leads"),
            {{QStringLiteral("lead_source"), ListAttributeType::Text, QStringLiteral("string")},
             {QStringLiteral("lead_score"), ListAttributeType::Integer, QStringLiteral("integer")}}};
}

/// Columns id, source, score.
inline EnrichmentMapping leadMapping()
{
    EnrichmentMapping mapping;
    mapping.idColumn = QStringLiteral("id");
    FieldMapping source;
    source.attribute = QStringLiteral("lead_source");
    source.source.columns = QStringList(QStringLiteral("source"));
    FieldMapping score;
    score.attribute = QStringLiteral("lead_score");
    score.source.columns = QStringList(QStringLiteral("score"));
    mapping.fields = {source, score};
    return mapping;
}

inline void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a sample");
}

} // namespace muster::test
