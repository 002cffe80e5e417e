// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/celltreatment.h"
#include "models/rules/exportorder.h"
#include "models/store/exportkey.h"
#include "runcontract.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QFile>
#include <QJsonDocument>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_treatedexportcontract {

/// People are read by pages into a file that does not say who they are.
class TestTreatedExportContract final : public RunContract
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
        order.treated
            = {{contactIdColumn, ColumnTreatment::Pseudonym}, {bench.tenant().attribute(), ColumnTreatment::Masked}};
        TRY(key, QCoro::waitFor(bench.workspace().exportKey().key(QDateTime::currentDateTimeUtc(), {})));
        order.pseudonymKey = key->id;
        return bench.runs().startExport(bench.session(), freeze(order));
    }
    [[nodiscard]] QStringList wrong(DialectBench &bench) override
    {
        QFile file(bench.file(u"people.jsonl"_s));
        const auto key = QCoro::waitFor(bench.workspace().exportKey().key(QDateTime::currentDateTimeUtc(), {}));
        if (!file.open(QIODevice::ReadOnly) || !key)
            return {u"no file, or no key"_s};
        QStringList ids, truth;
        const QByteArrayList lines = file.readAll().trimmed().split('\n');
        for (const QByteArray &line : lines)
            ids.append(QJsonDocument::fromJson(line)[u"contactId"].toString());
        const QStringList people = bench.tenant().segmentTruth();
        const CellTreatment cells(key->secret);
        for (const QString &id : people)
            truth.append(QString::fromStdString(cells.pseudonym(id.toStdString())));
        ids.sort();
        truth.sort();
        return ids == truth ? QStringList() : QStringList{u"%1 lines of %2 people"_s.arg(ids.size()).arg(truth.size())};
    }
};

MUSTER_TEST(TestTreatedExportContract, QCoreApplication)

} // namespace tst_treatedexportcontract
#include "tst_treatedexportcontract.moc"
