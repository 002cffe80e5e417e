// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audiencewindow.h"

#include "models/audiences/estimate/contactcolumns.h"
#include "models/audiences/estimate/contactsfile.h"
#include "models/store/fieldprofilestore.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audiencefields.h"
#include "ui/audiences/canvas/canvasediting.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/audiences/canvas/criteriacanvas.h"

#include <QComboBox>
#include <QCompleter>
#include <QFile>
#include <QLineEdit>

using namespace muster;
using namespace muster::test;

namespace tst_audiencefields {

/// Where a tab knows the fields of its source from: a file that was imported, or the contacts at hand.
class TestAudienceFields : public AudienceWindow
{
    Q_OBJECT

    void put(const QByteArray &text)
    {
        m_answers.file = m_folder->filePath(QStringLiteral("fields.json"));
        QFile file(m_answers.file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    static QByteArray profile(const QByteArray &source, const QByteArray &fields)
    {
        return "{\n\"format\": \"muster-audience-fields\", \"version\": 1, \"source\": \"" + source
            + "\", \"fields\": [" + fields + "]}";
    }
    void import(const QByteArray &text)
    {
        put(text);
        find<QAction>("importFieldsAction")->trigger();
    }
    [[nodiscard]] const CriteriaFields &fields() { return work().tree().fields(); }
    /// That no such field is known is said of so many conditions.
    int unknown()
    {
        const QAbstractItemModel *model = find<QTableView>("audienceProblemsTable")->model();
        int count = 0;
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column)
                count += int(model->index(row, column)
                                 .data()
                                 .toString()
                                 .contains(QStringLiteral("isn’t a known field of this")));
        }
        return count;
    }

    /// Each field has twenty values in turn.
    static SharedContactColumns contactsWith(const QString &prefix, int fieldCount, int rows)
    {
        QStringList names;
        for (int field = 0; field < fieldCount; ++field)
            names << prefix + QString::number(field);
        ContactColumnsBuilder builder(names);
        std::vector<std::string> values;
        for (int value = 0; value < 20; ++value)
            values.push_back("a value that begins like all the others " + std::to_string(value));
        std::vector<std::string_view> cells(std::size_t(names.size()));
        for (int row = 0; row < rows; ++row) {
            std::fill(cells.begin(), cells.end(), std::string_view(values[std::size_t(row % 20)]));
            if (!builder.append(cells))
                qFatal("the contacts cannot be made");
        }
        return builder.finish().value();
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void anImportedFileIsFollowedUntilItIsRemoved()
    {
        openAudience(golden);
        QVERIFY(text("audienceFieldsLabel").contains(QStringLiteral("unknown")));
        QVERIFY(!find<QAction>("removeFieldsAction")->isEnabled());
        QTRY_COMPARE(unknown(), 0); // where nothing is known no field is unknown
        import(profile("customer_360", R"({"name": "country", "type": "text", "values": ["AT", "DE", "CH"]})"));
        QTRY_COMPARE(unknown(), 2); // both conditions on the tier
        QCOMPARE(text("audienceFieldsLabel"), QStringLiteral("1 field from a file."));
        CanvasView *view = editor().canvas()->view();
        view->editing().open(conditionOn(QStringLiteral("country")), CanvasPart::Value);
        auto *value = find<QLineEdit>("conditionValueEdit");
        QVERIFY(value->completer());
        QCOMPARE(value->completer()->model()->rowCount(), 3);
        QCOMPARE(find<QComboBox>("conditionFieldCombo")->count(), 1);
        view->editing().close();
        // What contacts have does not take its place.
        chooseAllCustomers();
        QTRY_VERIFY_WITH_TIMEOUT(text("estimateCountLabel").contains(QStringLiteral("contacts match")), 60'000);
        QCOMPARE(fields().all().size(), 1);
        // It is of that source only.
        auto *source = find<QComboBox>("audienceSourceCombo");
        source->setCurrentIndex(source->findData(int(AudienceSource::CrmSync)));
        QTRY_VERIFY(fields().find(QStringLiteral("tier")));
        QVERIFY(text("audienceFieldsLabel").endsWith(QStringLiteral("from the loaded contacts.")));
        QVERIFY(!find<QAction>("removeFieldsAction")->isEnabled());
        source->setCurrentIndex(source->findData(int(AudienceSource::Customer360)));
        QTRY_VERIFY(!fields().find(QStringLiteral("tier")));
        m_answers.accept = false;
        find<QAction>("removeFieldsAction")->trigger();
        QVERIFY(m_workspace->fieldProfiles().has(AudienceSource::Customer360));
        m_answers.accept = true;
        find<QAction>("removeFieldsAction")->trigger();
        QTRY_VERIFY(!m_workspace->fieldProfiles().has(AudienceSource::Customer360));
        QVERIFY(fields().find(QStringLiteral("tier")));
        QTRY_COMPARE(unknown(), 0);
    }

    void anImportedFileIsThereTheNextTime()
    {
        openAudience(golden);
        import(profile("customer_360", R"({"name": "tier", "type": "text"})"));
        QTRY_COMPARE(fields().all().size(), 1);
        closeWindow();
        openWindow(m_folder->filePath(QStringLiteral("home")));
        openAudience(golden);
        QCOMPARE(fields().all().size(), 1);
        QTRY_COMPARE(unknown(), 1); // the country
    }

    void anotherFileTakesItsPlaceOnlyWhenThatIsWanted()
    {
        openAudience(golden);
        import(profile("customer_360", R"({"name": "tier", "type": "text"})"));
        QTRY_COMPARE(fields().all().size(), 1);
        QVERIFY(m_answers.asked.isEmpty());
        m_answers.accept = false;
        const QByteArray other
            = profile("customer_360", R"({"name": "tier", "type": "text"}, {"name": "country", "type": "text"})");
        import(other);
        QTRY_COMPARE(m_answers.asked.size(), 1);
        QCOMPARE(fields().all().size(), 1);
        m_answers.accept = true;
        import(other);
        QTRY_COMPARE(fields().all().size(), 2);
    }

    void fieldsOfContactsAreLookedForOnAWorkerAndTheNewestAreShown()
    {
        verifyNeverHeld(*this, [this] {
            openAudience(golden);
            auto *known = editor().findChild<AudienceFields *>();
            QVERIFY(known);
            QTest::qWait(50); // the first painting of a page is the fonts' and the style's
            const SharedContactColumns many = contactsWith(QStringLiteral("many"), 500, 40'000);
            const SharedContactColumns few = contactsWith(QStringLiteral("few"), 3, 40);
            const CriteriaFields expected = contactFields(*many);
            QSet<qsizetype> shown;
            connect(&work().tree(), &QAbstractItemModel::dataChanged, known, [&] { shown << fields().all().size(); });
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            watch.startWatch();
            QMetaObject::invokeMethod(known, [&] { known->setContacts(many); }, Qt::QueuedConnection);
            QTRY_COMPARE(fields().all().size(), 500);
            QVERIFY(fields() == expected);
            QCOMPARE(fields().all().first().values.size(), 20);
            QTest::qWait(100); // what follows them
            watch.stopWatch();
            known->setContacts(nullptr);
            QVERIFY(fields().isEmpty());
            shown.clear();
            known->setContacts(many);
            QVERIFY(fields().isEmpty()); // not at once
            known->setContacts(few);
            QTRY_COMPARE(fields().all().size(), 3);
            QTest::qWait(100);
            QCOMPARE(shown, QSet<qsizetype>{3}); // what was overtaken was never shown
            known->setContacts(many);
            known->setContacts(nullptr);
            QTest::qWait(100);
            QVERIFY(fields().isEmpty());
        });
    }

    void aFileThatIsWrongIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("type") << profile("customer_360",
                                         R"({"name": "a", "type": "text"}, {"name": "b", "type": "words"})")
                              << QStringLiteral("fields[1].type");
        QTest::newRow("twice") << profile("customer_360",
                                          R"({"name": "a", "type": "text"}, {"name": "a", "type": "date"})")
                               << QStringLiteral("fields[1].name");
        QTest::newRow("source") << profile("elsewhere", {}) << QStringLiteral("source");
        QTest::newRow("no JSON") << QByteArray("{\n\"format\": \"muster-audience-fields\",\n\"version\": ]")
                                 << QStringLiteral("line 3");
        QTest::newRow("of another source")
            << profile("crm_sync", R"({"name": "a", "type": "text"})") << QStringLiteral("CRM sync");
    }

    void aFileThatIsWrongIsRefusedWithItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        openAudience(golden);
        import(profile("customer_360", R"({"name": "tier", "type": "text"})"));
        QTRY_COMPARE(fields().all().size(), 1);
        import(text);
        QTRY_COMPARE(m_answers.told.size(), 1);
        QVERIFY2(m_answers.told.first().contains(place), qPrintable(m_answers.told.first()));
        QVERIFY(m_answers.told.first().contains(QStringLiteral("fields.json")));
        QVERIFY(m_answers.asked.isEmpty());
        QCOMPARE(fields().all().size(), 1); // what was known stays
        QVERIFY(!m_workspace->fieldProfiles().has(AudienceSource::CrmSync));
    }
};

MUSTER_TEST(TestAudienceFields, WatchedApplication)

} // namespace tst_audiencefields

#include "tst_audiencefields.moc"
