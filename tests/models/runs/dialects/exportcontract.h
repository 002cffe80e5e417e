// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "runcontract.h"

#include <QFile>
#include <QJsonDocument>

namespace muster::test {

/// People are read by pages into a file: whatever befalls the run, each is in it once.
class ExportContract : public RunContract
{
protected:
    /// How the columns are written.
    [[nodiscard]] virtual Result<void> treat(ExportOrder &, DialectBench &) { return {}; }
    /// As who people stand in the file.
    [[nodiscard]] virtual Result<QStringList> written(const QStringList &ids, DialectBench &) { return ids; }

    [[nodiscard]] QList<Door> doors(const QString &) const override { return {Door::Export}; }
    [[nodiscard]] bool isWriting() const override { return false; }
    [[nodiscard]] Result<Run *> start(DialectBench &bench, const DialConsent &) override
    {
        const ConnectionProfile &profile = bench.session().profile();
        ExportOrder order{.profileId = profile.id, .profileName = profile.name, .environment = profile.environment};
        order.query = {bench.tenant().segmentId(), {}, {bench.tenant().attribute()}};
        order.format = FileFormat::JsonLines;
        order.targetFile = bench.file(QStringLiteral("people.jsonl"));
        order.ignoreAge = true;
        order.pageSize = 25;
        TRY_VOID(treat(order, bench));
        return bench.runs().startExport(bench.session(), freeze(order));
    }
    [[nodiscard]] QStringList wrong(DialectBench &bench) override
    {
        QFile file(bench.file(QStringLiteral("people.jsonl")));
        if (!file.open(QIODevice::ReadOnly))
            return {QStringLiteral("no file")};
        QStringList ids;
        const QByteArrayList lines = file.readAll().trimmed().split('\n');
        for (const QByteArray &line : lines)
            ids.append(QJsonDocument::fromJson(line)[u"contactId"].toString());
        ids.sort();
        Result<QStringList> truth = written(bench.tenant().segmentTruth(), bench);
        if (!truth)
            return {truth.error().code};
        truth->sort();
        return ids == *truth ? QStringList()
                             : QStringList{QStringLiteral("%1 lines of %2 people").arg(ids.size()).arg(truth->size())};
    }
};

} // namespace muster::test
