// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/numberplansdialog.h"

#include "models/store/auditlog.h"
#include "models/store/numberplanstore.h"
#include "resources/resources.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/listswindow.h"
#include "tests/support/testprogram.h"

#include <QDateEdit>
#include <QFile>

using namespace muster;
using namespace muster::test;

namespace tst_numberplansdialog {

namespace {

constexpr const char *published = ":/number-plans/PhoneNumberMetadata.xml";

} // namespace

class TestNumberPlansDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        Theme::instance().apply(Theme::Mode::Light);
    }

    void init()
    {
        m_window = std::make_unique<ListsWindow>();
        QVERIFY(m_window->open());
        m_dialog = new NumberPlansDialog(m_window->workspace(), &m_window->window());
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
    }
    void cleanup() { m_window.reset(); }

    void saysWhichPlansAreInUse()
    {
        const auto shipped = shippedEdition();
        QVERIFY(shipped.has_value());
        QVERIFY(label("planEditionLabel").contains(shipped->version));
        QVERIFY(!button("newestPlansButton")->isVisible()); // they are
        QVERIFY(button("installedPlansButton")->isVisible());
        QVERIFY(!button("usePlansButton")->isVisible());
    }

    void aFileIsComparedFirstAndThenUsed()
    {
        // Against the installed plans, so that there is something to compare.
        QTest::mouseClick(button("installedPlansButton"), Qt::LeftButton);
        QTRY_VERIFY(button("newestPlansButton")->isVisible());
        QVERIFY(!label("planWhenLabel").isEmpty());
        m_window->answers().file = written(bytesOf(published));
        QTest::mouseClick(button("openPlansButton"), Qt::LeftButton);
        QTRY_VERIFY(button("usePlansButton")->isVisible());
        auto *table = m_dialog->findChild<QTableView *>(QStringLiteral("planDifferencesTable"));
        QVERIFY(table != nullptr && table->model()->rowCount() > 0);
        auto *released = m_dialog->findChild<QDateEdit *>(QStringLiteral("planReleasedEdit"));
        QCOMPARE(released->maximumDate(), QDate::currentDate());
        released->setDate(QDate(2026, 7, 16));
        QTest::mouseClick(button("usePlansButton"), Qt::LeftButton);
        QTRY_VERIFY(!button("usePlansButton")->isVisible());
        NumberPlanStore &store = m_window->workspace().numberPlans();
        QCOMPARE(store.use(), PlanUse::File);
        QCOMPARE(store.chosenEdition().released, QDate(2026, 7, 16));
        QVERIFY(label("planEditionLabel").contains(QStringLiteral("2026")));
        int entries = 0;
        const auto all = m_window->workspace().audit().read(1, 100);
        QVERIFY(all.has_value());
        for (const AuditEntry &entry : *all)
            entries += entry.event == QStringLiteral("number_plans.changed");
        QCOMPARE(entries, 2);
    }

    void S17_whatIsNoSuchFileIsToldAndChangesNothing()
    {
        m_window->answers().file = written("id;phone\n");
        QTest::mouseClick(button("openPlansButton"), Qt::LeftButton);
        QTRY_VERIFY(!label("planResultLabel").isEmpty());
        QVERIFY(!button("usePlansButton")->isVisible());
        QVERIFY(button("openPlansButton")->isEnabled());
        QCOMPARE(m_window->workspace().numberPlans().use(), PlanUse::Newest);
    }

    /// The file is read, compared and written while the window goes on.
    void theWindowIsNeverHeld()
    {
        const QByteArray plans = bytesOf(published);
        verifyNeverHeld(*this, [this, &plans] {
            m_window->answers().file = written(plans);
            static_cast<WatchedApplication &>(*qApp).startWatch();
            QTest::mouseClick(button("openPlansButton"), Qt::LeftButton);
            QTRY_VERIFY(button("usePlansButton")->isVisible() && button("usePlansButton")->isEnabled());
            QTest::mouseClick(button("usePlansButton"), Qt::LeftButton);
            QTRY_VERIFY(!button("usePlansButton")->isVisible());
        });
    }

private:
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return m_dialog->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString label(const char *name) const
    {
        const auto *found = m_dialog->findChild<PlainLabel *>(QString::fromLatin1(name));
        return found->isVisible() ? found->plainText() : QString();
    }
    static QByteArray bytesOf(const char *name)
    {
        QFile file(QString::fromLatin1(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString written(const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(QStringLiteral("plans.xml")));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ListsWindow> m_window;
    QPointer<NumberPlansDialog> m_dialog; ///< The window's.
};

MUSTER_TEST(TestNumberPlansDialog, WatchedApplication)

} // namespace tst_numberplansdialog
#include "tst_numberplansdialog.moc"
