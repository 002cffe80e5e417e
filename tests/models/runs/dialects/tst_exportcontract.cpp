// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportorder.h"
#include "runcontract.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonDocument>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_exportcontract {

/// People are read by pages into a file.
class TestExportContract final : public RunContract
{
    Q_OBJECT

protected:
    [[nodiscard]] QList<Door> doors(const QString &) const override { return {Door::Export}; }
    [[nodiscard]] bool isWriting() const override { return false; }
    [[nodiscard]] Result<Run *> start(DialectBench &bench, const DialConsent &) override
    {
        const ConnectionProfile &profile = bench.session().profile();
        ExportOrder order{.profileId = profile.id, .profileName = profile.name, .environment = profile.environment};
        order.query = {bench.tenant().segmentId(), {}, {bench.tenant().attribute()}};
        order.format = FileFormat::JsonLines;
        order.targetFile = bench.file(u"people.jsonl"_s);
        order.ignoreAge = true;
        order.pageSize = 25;
        return bench.runs().startExport(bench.session(), freeze(order));
    }
    [[nodiscard]] QStringList wrong(DialectBench &bench) override
    {
        QFile file(bench.file(u"people.jsonl"_s));
        if (!file.open(QIODevice::ReadOnly))
            return {u"no file"_s};
        QStringList ids;
        const QByteArrayList lines = file.readAll().trimmed().split('\n');
        for (const QByteArray &line : lines)
            ids.append(QJsonDocument::fromJson(line)[u"contactId"].toString());
        ids.sort();
        const QStringList truth = bench.tenant().segmentTruth();
        return ids == truth ? QStringList() : QStringList{u"%1 lines of %2 people"_s.arg(ids.size()).arg(truth.size())};
    }
};

MUSTER_TEST(TestExportContract, QCoreApplication)

} // namespace tst_exportcontract
#include "tst_exportcontract.moc"
