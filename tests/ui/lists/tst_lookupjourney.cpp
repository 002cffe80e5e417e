// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/lookup/lookupservice.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxscript.h"
#include "resources/resources.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/directivepane.h"
#include "ui/lists/lookupsection.h"
#include "ui/lists/workbenchview.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_lookupjourney {

namespace {

class Answers final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question;
        answer(accept);
    }
    void tell(QWidget *, const QString &, const QString &text) override { told << text; }
    bool accept = true;
    QList<Question> asked;
    QStringList told;
};

} // namespace

/// The section "Line type look-up" in the whole window, on the built-in sandbox.
class TestLookupJourney : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    QString text(const char *label) { return find<PlainLabel>(label)->plainText(); }
    ListWorkbench &bench() { return m_window->findChild<ContactListsPage *>()->bench(); }
    LookupSection *section() { return find<LookupSection>("lookupSection"); }
    qint64 count(ListVerdict verdict) { return bench().summary().verdicts[std::size_t(verdict)]; }
    std::size_t known() { return m_workspace->lineTypes().types(LookupSource::Sandbox)->size(); }

    void openWindow()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))), m_clock);
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().detail));
        m_workspace = std::move(*opened);
        SandboxSettings settings;
        settings.contacts = 800;
        m_opener = std::make_unique<TenantOpener>(*m_workspace, settings);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->openProfile(TenantOpener::sandboxProfile());
        m_window->showPage(MainWindow::Page::Lists);
        auto *table = find<QTableView>("contactListsTable");
        QTRY_VERIFY(table->model()->rowCount() > 0);
        const auto found = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole,
                                                 QStringLiteral("Imported leads"), 1, Qt::MatchStartsWith);
        QCOMPARE(found.size(), 1);
        table->setCurrentIndex(found.constFirst());
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_VERIFY(find<QTableView>("contactsTable")->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("stopReadingButton")->isVisible() && !bench().isBusy(), 60'000);
    }
    void turnOn()
    {
        find<QCheckBox>("useLookupCheck")->setChecked(true);
        QTRY_VERIFY_WITH_TIMEOUT(text("lookupCountsLabel").contains(QLatin1String("numbering plan")), 60'000);
    }
    void lookUp()
    {
        QTRY_VERIFY(find<QPushButton>("lookUpButton")->isEnabled());
        find<QPushButton>("lookUpButton")->click();
    }

    SystemClock m_clock;
    Answers m_answers;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init() { Prompts::replace(&m_answers); }
    void cleanup()
    {
        if (m_workspace && !m_workspace->runs().isIdle()) {
            m_workspace->runs().pauseAll();
            QTRY_VERIFY(m_workspace->runs().isIdle());
        }
        m_window.reset();
        m_opener.reset();
        m_workspace.reset();
        Prompts::replace(nullptr);
        m_answers = Answers();
    }

    void isOffAtFirst()
    {
        openWindow();
        QVERIFY(!find<QCheckBox>("useLookupCheck")->isChecked());
        QVERIFY(!find<QPushButton>("lookUpButton")->isVisible());
        QVERIFY(!m_workspace->lineTypes().isOpen()); // not even what is known is read
        QVERIFY(!bench().lookup().types);
    }

    void saysWhatItCostsBeforeAnybodyIsAsked()
    {
        openWindow();
        turnOn();
        auto *button = find<QPushButton>("lookUpButton");
        const qint64 open = bench().summary().uncertainLines;
        QVERIFY(open > 0);
        QVERIFY(button->text().startsWith(QLatin1String("Look up ")));
        QVERIFY(button->isEnabled()); // the sandbox costs nothing
        find<QDoubleSpinBox>("lookupPriceSpin")->setValue(0.008);
        QVERIFY(!button->isEnabled());
        QVERIFY(text("lookupObstacleLabel").contains(QLatin1String("budget")));
        find<QDoubleSpinBox>("lookupBudgetSpin")->setValue(0.04);
        QVERIFY(button->isEnabled());
        QVERIFY(text("lookupTotalLabel").contains(QLatin1String("allows 5 requests")));
        m_answers.accept = false;
        lookUp();
        QCOMPARE(m_answers.asked.size(), 1);
        QVERIFY(m_answers.asked.constFirst().dangerous);
        QVERIFY(m_answers.asked.constFirst().text.contains(QLatin1String("0.008")));
        QVERIFY(m_answers.asked.constFirst().detail.contains(QLatin1String("At most 5 requests")));
        QVERIFY(m_workspace->runs().isIdle()); // nobody was asked
        QVERIFY(!bench().lookup().isAwaited);
        // And it is remembered.
        QCOMPARE(m_workspace->lookups().terms(LookupSource::Sandbox).price, Amount(8'000));
        QCOMPARE(m_workspace->lookups().terms(LookupSource::Sandbox).budget, std::optional<Amount>(40'000));
    }

    void theTableFollowsTheAnswers()
    {
        openWindow();
        turnOn();
        const qint64 purges = count(ListVerdict::Purge), open = bench().summary().uncertainLines;
        lookUp();
        QTRY_VERIFY_WITH_TIMEOUT(text("lookupProgressLabel").contains(QLatin1String("Looked up")), 60000);
        QTRY_VERIFY(!bench().isBusy());
        QVERIFY(known() > 0);
        QVERIFY(count(ListVerdict::Purge) > purges); // VoIP
        QVERIFY(bench().summary().uncertainLines < open);
        QCOMPARE(count(ListVerdict::NotChecked), bench().summary().reasons[std::size_t(ListReason::NoDefaultRegion)]);
        QTRY_VERIFY(text("lookupObstacleLabel").contains(QLatin1String("no numbers to look up")));
        QVERIFY(text("lookupKeptLabel").contains(QLatin1String("unencrypted"))); // S02: there is no key store here
        keepPicture(*m_window, QStringLiteral("lookup-section"));
        // Switched off, the plan's word counts again.
        find<QCheckBox>("useLookupCheck")->setChecked(false);
        QTRY_COMPARE(count(ListVerdict::Purge), purges);
    }

    void F113_beyondTheBudgetNothingIsChecked()
    {
        openWindow();
        turnOn();
        find<QDoubleSpinBox>("lookupPriceSpin")->setValue(0.01);
        find<QDoubleSpinBox>("lookupBudgetSpin")->setValue(0.05);
        lookUp();
        QTRY_VERIFY_WITH_TIMEOUT(text("lookupProgressLabel").contains(QLatin1String("budget is used up")), 60000);
        QTRY_VERIFY(!bench().isBusy());
        QCOMPARE(known(), std::size_t(5));
        QVERIFY(bench().summary().reasons[std::size_t(ListReason::LookupFailed)] > 0);
    }

    void F105_stopKeepsWhatWasAnswered()
    {
        openWindow();
        turnOn();
        lookUp();
        QTRY_VERIFY(find<QPushButton>("stopLookupButton")->isVisible());
        find<QPushButton>("stopLookupButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("stopLookupButton")->isVisible(), 60'000);
        QVERIFY(m_workspace->runs().isIdle());
        QVERIFY(!text("lookupProgressLabel").isEmpty());
    }

    void forgettingAsksFirst()
    {
        openWindow();
        turnOn();
        lookUp();
        QTRY_VERIFY_WITH_TIMEOUT(text("lookupProgressLabel").contains(QLatin1String("Looked up")), 60000);
        const std::size_t before = known();
        QVERIFY(before > 0);
        m_answers.accept = false;
        find<QPushButton>("forgetLookupsButton")->click();
        QTest::qWait(20);
        QCOMPARE(known(), before);
        m_answers.accept = true;
        find<QPushButton>("forgetLookupsButton")->click();
        QTRY_COMPARE(known(), std::size_t(0));
        QTRY_VERIFY(find<QPushButton>("lookUpButton")->isEnabled()); // they can be asked for again
    }

    void S02_theAccountIsKeptForThisRunWhereThereIsNoKeyStore()
    {
        LookupSection section;
        QSignalSpy entered(&section, &LookupSection::accountEntered);
        section.setSandbox(false);
        section.show();
        section.findChild<QCheckBox *>(QStringLiteral("useLookupCheck"))->setChecked(true);
        auto *account = section.findChild<QLineEdit *>(QStringLiteral("lookupAccountEdit"));
        auto *secret = section.findChild<QLineEdit *>(QStringLiteral("lookupSecretEdit"));
        QVERIFY(account->isVisible() && secret->isVisible());
        QCOMPARE(secret->echoMode(), QLineEdit::Password);
        account->setText(QStringLiteral(" AC123 "));
        secret->setText(QStringLiteral("t0ken"));
        QTest::keyClick(secret, Qt::Key_Return);
        QCOMPARE(entered.size(), 1);
        QCOMPARE(entered.constFirst().constFirst().toString(), QStringLiteral("AC123"));
        QVERIFY(secret->text().isEmpty()); // forgotten by the field
        section.setSecretKept(false);
        bool isSaid = false;
        for (const QWidget *widget : section.findChildren<QWidget *>())
            isSaid = isSaid || widget->accessibleName().contains(QLatin1String("No key store here"));
        QVERIFY(isSaid);
        // On the sandbox none is asked for.
        section.setSandbox(true);
        QVERIFY(!account->isVisible());
    }

    void theWheelChangesNoMoney()
    {
        LookupSection section;
        section.setTerms({.price = 8'000, .budget = wholeAmount}, 180);
        section.show();
        section.findChild<QCheckBox *>(QStringLiteral("useLookupCheck"))->setChecked(true);
        auto *budget = section.findChild<QDoubleSpinBox *>(QStringLiteral("lookupBudgetSpin"));
        budget->setFocus();
        QWheelEvent wheel(QPointF(5, 5), budget->mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, 120), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(budget, &wheel);
        QCOMPARE(section.terms().budget, std::optional<Amount>(wholeAmount));
    }
};

MUSTER_TEST(TestLookupJourney, QApplication)

} // namespace tst_lookupjourney
#include "tst_lookupjourney.moc"
