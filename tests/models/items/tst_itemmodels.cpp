// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/auditmodel.h"
#include "models/items/connectionstepsmodel.h"
#include "models/items/itemroles.h"
#include "models/items/segmentmodels.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_itemmodels {

class TestItemModels : public QObject
{
    Q_OBJECT

private:
    static constexpr auto mode = QAbstractItemModelTester::FailureReportingMode::Fatal;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void segmentsShowStateAndSortByValue()
    {
        SegmentsModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setNow(sampleNow);
        model.setFreshnessLimit(std::chrono::hours(24));
        model.setSegments(sampleSegments());
        const auto status = [&](int row, int role) { return model.index(row, SegmentsModel::Status).data(role); };
        QCOMPARE(status(0, Qt::DisplayRole).toString(), QStringLiteral("Active"));
        QCOMPARE(status(2, Qt::DisplayRole).toString(), QStringLiteral("Stale"));
        QCOMPARE(status(2, ToneRole).value<Tone>(), Tone::Warn);
        QCOMPARE(status(3, Qt::DisplayRole).toString(), QStringLiteral("Inactive"));
        QCOMPARE(model.index(4, SegmentsModel::Size).data().toString(), QStringLiteral("unknown"));
        QCOMPARE(model.index(0, SegmentsModel::Size).data(RawRole).toLongLong(), 100000);
        model.setAttributeCount(QStringLiteral("s2"), 8);
        QCOMPARE(model.index(1, SegmentsModel::Attributes).data().toString(), QStringLiteral("8"));
        model.setSegments({});
        QCOMPARE(model.rowCount(), 0);
    }

    void retiredAttributesAreMarked()
    {
        AttributesModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setRows(sampleDefinition().attributes);
        QCOMPARE(model.index(7, AttributesModel::State).data().toString(), QStringLiteral("retired"));
        QVERIFY(!model.index(0, AttributesModel::State).data(ToneRole).isValid());
    }

    void columnsKeepTheirOrderAndRetiredOnesStayOut()
    {
        ExportColumnsModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setAttributes(sampleDefinition().attributes);
        QCOMPARE(model.checkedCount(), 7);
        QVERIFY(model.moveUp(1));
        QVERIFY(!model.moveUp(0));
        QVERIFY(!model.moveDown(6)); // the next row is a retired one
        QVERIFY(!model.moveUp(7));
        QCOMPARE(model.checkedNames().mid(0, 2), QStringList({QStringLiteral("phone"), QStringLiteral("email")}));
        QVERIFY(!model.setData(model.index(7, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        // The definition is read anew: order and checks stay.
        model.setAttributes(sampleDefinition().attributes);
        QCOMPARE(model.checkedNames().first(), QStringLiteral("email"));
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("phone"));
    }

    void columnsMoveByDragAndDrop()
    {
        ExportColumnsModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setAttributes(sampleDefinition().attributes);
        const std::unique_ptr<QMimeData> dragged(model.mimeData({model.index(2, 0)}));
        // false although it moved: else the view would remove the row a second time
        QVERIFY(!model.dropMimeData(dragged.get(), Qt::MoveAction, 0, 0, {}));
        QCOMPARE(model.checkedNames().first(), QStringLiteral("city"));
        QCOMPARE(model.checkedCount(), 7);
        QVERIFY(!model.dropMimeData(nullptr, Qt::MoveAction, 0, 0, {}));
    }

    void previewIsCappedAndCountsTheRest()
    {
        RecordPreviewModel model(1000);
        QAbstractItemModelTester tester(&model, mode);
        model.start({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy more(&model, &RecordPreviewModel::moreChanged);
        model.append(samplePage(700, 3, 1));
        QCOMPARE(inserted.count(), 2); // never more than 500 rows at once
        model.append(samplePage(700, 3, 701));
        QCOMPARE(model.rowCount(), 1000);
        QCOMPARE(more.last().first().toLongLong(), 400);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("contact-1"));
        QCOMPARE(model.index(699, 0).data().toString(), QStringLiteral("contact-700"));
        QCOMPARE(model.index(700, 0).data().toString(), QStringLiteral("contact-701"));
        QVERIFY(!model.index(1, 3).data().isValid()); // absent
        QCOMPARE(model.index(2, 3).data().toString(), QStringLiteral("value 2.2"));
        model.append(nullptr);
        model.start({});
        QCOMPARE(model.rowCount(), 0);
    }

    void auditIsReadInWindowsNewestFirst()
    {
        AuditModel model;
        QAbstractItemModelTester tester(&model, mode);
        QList<qint64> reads;
        const auto entryOf = [](qint64 number) {
            AuditEntry entry;
            entry.sequence = number;
            entry.at = sampleNow;
            entry.event = QStringLiteral("export.page");
            return entry;
        };
        qint64 count = 450;
        model.setSource(
            [&](qint64 first, qint64 wanted) -> Result<QList<AuditEntry>> {
                reads << first;
                QList<AuditEntry> entries;
                for (qint64 i = first; i < first + wanted && i <= count; ++i)
                    entries << entryOf(i);
                return entries;
            },
            count);
        QCOMPARE(model.rowCount(), 450);
        QCOMPARE(model.index(0, AuditModel::Number).data().toString(), QStringLiteral("450"));
        QCOMPARE(model.index(449, AuditModel::Number).data().toString(), QStringLiteral("1"));
        const auto before = reads.size();
        for (int row = 0; row < 50; ++row)
            QVERIFY(model.index(row, AuditModel::Event).data().isValid());
        QCOMPARE(reads.size(), before); // the window is kept
        count = 451;
        model.entryAppended(entryOf(451));
        QCOMPARE(model.rowCount(), 451);
        QCOMPARE(model.index(0, AuditModel::Number).data().toString(), QStringLiteral("451"));
        QCOMPARE(model.index(1, AuditModel::Number).data().toString(), QStringLiteral("450"));
        model.entryAppended(entryOf(451)); // told twice
        QCOMPARE(model.rowCount(), 451);
    }

    void unreadableAuditSaysSo()
    {
        AuditModel model;
        model.setSource([](qint64, qint64) -> Result<QList<AuditEntry>> { return failure(ApiError()); }, 3);
        QCOMPARE(model.index(0, AuditModel::Event).data().toString(),
                 QStringLiteral("This entry cannot be read: check the history"));
    }

    void stepsGiveAdviceForEachFailure()
    {
        ConnectionStepsModel model;
        QAbstractItemModelTester tester(&model, mode);
        ConnectionHop step;
        step.kind = ConnectionHop::Kind::Token;
        step.error = ApiError();
        step.error->kind = ErrorKind::SignInNeeded;
        model.add(step);
        QCOMPARE(model.index(0, ConnectionStepsModel::Result).data(ToneRole).value<Tone>(), Tone::Bad);
        QVERIFY(
            model.index(0, ConnectionStepsModel::Advice).data().toString().contains(QStringLiteral("client secret")));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

MUSTER_TEST(TestItemModels, QCoreApplication)

} // namespace tst_itemmodels
#include "tst_itemmodels.moc"
