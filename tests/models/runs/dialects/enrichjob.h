// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialectbench.h"
#include "models/runs/enrich/enrichorders.h"

namespace muster::test {

/// A value for each of the first people of the tenant's list, by a file.
class EnrichJob
{
public:
    static constexpr int rows = 60; ///< A file of 25 that goes ahead and another, or one batch.

    explicit EnrichJob(DialectBench &bench)
        : m_before(bench.tenant().people())
        , m_file(bench.file(QStringLiteral("people.csv")))
    {
    }

    /// Each gets WORD and its number.
    [[nodiscard]] Result<Run *> start(DialectBench &bench, const QString &word, const DialConsent &consent = {}) const
    {
        QByteArray csv = "id,level\n";
        for (int at = 0; at < rows; ++at)
            csv += m_before[at].id.toUtf8() + ',' + (word + QString::number(at)).toUtf8() + '\n';
        QFile file(m_file);
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
            qFatal("no file");
        file.close();
        EnrichOrder order;
        order.listId = bench.tenant().listId();
        order.listName = QStringLiteral("People");
        order.dialConsent = consent;
        order.campaignId = bench.tenant().campaignId();
        order.source = {m_file, {}};
        order.mapping.idColumn = QStringLiteral("id");
        FieldMapping field;
        field.attribute = bench.tenant().valueField();
        field.source.columns = QStringList(QStringLiteral("level"));
        order.mapping.fields = {field};
        return bench.runs().startEnrichment(bench.session(), order);
    }
    [[nodiscard]] QList<DialectTenant::Person> wanted(const QString &word) const
    {
        QList<DialectTenant::Person> people = m_before;
        for (int at = 0; at < rows; ++at)
            people[at].value = word + QString::number(at);
        return people;
    }

private:
    QList<DialectTenant::Person> m_before;
    QString m_file;
};

} // namespace muster::test
