// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exportcontract.h"
#include "models/rules/celltreatment.h"
#include "models/store/exportkey.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>

using namespace muster;
using namespace muster::test;

namespace tst_treatedexportcontract {

/// The file does not say who people are.
class TestTreatedExportContract final : public ExportContract
{
    Q_OBJECT

protected:
    [[nodiscard]] Result<void> treat(ExportOrder &order, DialectBench &bench) override
    {
        order.treated
            = {{contactIdColumn, ColumnTreatment::Pseudonym}, {bench.tenant().attribute(), ColumnTreatment::Masked}};
        TRY(key, todaysKey(bench));
        order.pseudonymKey = key->id;
        return {};
    }
    [[nodiscard]] Result<QStringList> written(const QStringList &ids, DialectBench &bench) override
    {
        TRY(key, todaysKey(bench));
        const CellTreatment cells(key->secret);
        QStringList names;
        for (const QString &id : ids)
            names.append(QString::fromStdString(cells.pseudonym(id.toStdString())));
        return names;
    }

private:
    [[nodiscard]] static Result<ExportKey::Key> todaysKey(DialectBench &bench)
    {
        return QCoro::waitFor(bench.workspace().exportKey().key(QDateTime::currentDateTimeUtc(), {}));
    }
};

MUSTER_TEST(TestTreatedExportContract, QCoreApplication)

} // namespace tst_treatedexportcontract
#include "tst_treatedexportcontract.moc"
