// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "resources/resources.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/recalculatedsegment.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/segments/exportsheet.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_exportquestions {

namespace {

class Answers final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question;
        answer(choice == Choice::Accept);
    }
    void choose(QWidget *, const Question &question, std::function<void(Choice)> answer) override
    {
        asked << question;
        answer(choice);
    }
    void tell(QWidget *, const QString &, const QString &text) override { told << text; }
    Choice choice = Choice::Accept;
    QList<Question> asked;
    QStringList told;
};

} // namespace

/// What the window asks when an export cannot go on as it was ordered, and what comes of each answer.
class TestExportQuestions : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString file(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    [[nodiscard]] QByteArray content(const char *name) const
    {
        QFile one(file(name));
        return one.open(QIODevice::ReadOnly) ? one.readAll() : QByteArray();
    }
    [[nodiscard]] QJsonObject manifestFacts() const
    {
        return QJsonDocument::fromJson(content("all.csv.manifest.json")).object()[QLatin1String("facts")].toObject();
    }
    [[nodiscard]] RunManager &runs() const { return m_workspace->runs(); }
    [[nodiscard]] qsizetype queries() const
    {
        const QList<SandboxRequest> all = m_server->requests();
        return std::count_if(all.cbegin(), all.cend(),
                             [](const SandboxRequest &request) { return request.path.endsWith("/contacts/query"); });
    }
    /// The export sheet of the sandbox's first segment, checked and ready to be confirmed.
    [[nodiscard]] bool checkAnOrder()
    {
        auto *table = find<QTableView>("segmentsTable");
        if (!muster::tests::waitFor([table] { return table->model()->rowCount() > 0; }, 10'000))
            return false;
        const QModelIndexList found = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole,
                                                            sandboxSegments().first().name, 1, Qt::MatchExactly);
        if (found.isEmpty())
            return false;
        table->setCurrentIndex(found.first());
        if (!muster::tests::waitFor([this] { return find<QPushButton>("openExportButton")->isEnabled(); }, 10'000))
            return false;
        find<QPushButton>("openExportButton")->click();
        find<QLineEdit>("targetFileEdit")->setText(file("all.csv"));
        auto *primary = find<QPushButton>("exportPrimaryButton");
        primary->click();
        return muster::tests::waitFor([primary] { return primary->isEnabled(); }, 20'000);
    }
    void startExport()
    {
        m_attributes = find<ExportSheet>("exportSheet")->order().query.attributes;
        find<QPushButton>("exportPrimaryButton")->click();
        QTRY_COMPARE(runs().runs().size(), 1);
    }
    /// One that has read a page and not all of them, and was paused by a person; the page of activity is open.
    void pauseAnExport()
    {
        QVERIFY(checkAnOrder());
        startExport();
        QTRY_VERIFY(runs().runs().first()->metrics().pages > 0);
        runs().pauseAll();
        QTRY_VERIFY(runs().isIdle());
        QCOMPARE(runs().resumable().size(), 1);
        m_window->showPage(MainWindow::Page::Activity);
    }
    void resume()
    {
        auto *button = find<QPushButton>("resumeRunButton");
        QTRY_VERIFY(button->isVisible());
        button->click();
    }
    [[nodiscard]] RunOutcome ended() const
    {
        const bool isOver = muster::tests::waitFor([this] { return runs().isIdle(); }, 30'000);
        return isOver ? runs().runs().last()->outcome().value_or(RunOutcome()) : RunOutcome();
    }
    [[nodiscard]] QString shown(const char *label) const { return find<PlainLabel>(label)->plainText(); }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init()
    {
        Prompts::replace(&m_answers);
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<SandboxServer>(
            SandboxSettings{.contacts = 3000, .thinkTime = std::chrono::milliseconds(40)});
        QVERIFY(m_server->start());
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))), m_clock);
        QVERIFY(opened);
        m_workspace = *std::move(opened);
        m_opener = std::make_unique<TenantOpener>(*m_workspace);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        const ConnectionProfile profile = TenantOpener::profileForUrl(m_server->url(), m_server->clientId());
        m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
        m_window->openProfile(profile);
    }
    void cleanup()
    {
        runs().pauseAll();
        QTRY_VERIFY(runs().isIdle());
        m_window.reset();
        m_opener.reset();
        QVERIFY(endDeliveries(*m_workspace));
        m_workspace.reset();
        m_server.reset();
        Prompts::replace(nullptr);
        m_answers = Answers();
    }

    void F11_aRefusedAttributeIsLeftOutAndTheExportBegunAgain_data()
    {
        QTest::addColumn<bool>("accept");
        QTest::newRow("begun again without it") << true;
        QTest::newRow("left as it is") << false;
    }
    void F11_aRefusedAttributeIsLeftOutAndTheExportBegunAgain()
    {
        QFETCH(bool, accept);
        m_answers.choice = accept ? Prompts::Choice::Accept : Prompts::Choice::Reject;
        QVERIFY(checkAnOrder());
        SandboxFault refusal;
        refusal.kind = SandboxFault::Kind::RawBody;
        refusal.path = QStringLiteral("/contacts/query");
        refusal.skip = 1; // refused in the middle: there is a page that must not pass for the whole
        refusal.status = 400;
        refusal.contentType = QByteArrayLiteral("application/json");
        refusal.body = R"({"error":"invalid_query","message":"unknown attribute",)"
                       R"("details":[{"field":"requestedAttributes[1]","issue":"unknown attribute"}]})";
        m_server->addFault(refusal);
        startExport();
        const QString refused = runs().runs().first()->id();
        QTRY_COMPARE(m_answers.asked.size(), 1);
        QCOMPARE(m_answers.asked.first().title, QStringLiteral("Start the export over?"));
        QVERIFY(m_answers.asked.first().text.contains(m_attributes.at(1)));
        if (!accept) {
            QCOMPARE(ended().kind, RunOutcome::Kind::Failed);
            QCOMPARE(runs().runs().size(), 1);
            QVERIFY(!QFile::exists(file("all.csv")));
            QVERIFY(QFile::exists(file("all.csv.partial")));
            return;
        }
        QTRY_VERIFY(runs().runs().last()->id() != refused);
        QCOMPARE(ended().kind, RunOutcome::Kind::Complete);
        QStringList left = m_attributes;
        left.removeAt(1);
        const QByteArray text = content("all.csv");
        QCOMPARE(QString::fromUtf8(text.left(text.indexOf('\r'))), QStringLiteral("contactId,") + left.join(u','));
        QCOMPARE(runs().runs().last()->metrics().records, 3000);
        QVERIFY(!QFile::exists(file("all.csv.partial")));
        QVERIFY(runs().resumable().isEmpty()); // nothing of the first one is left
        QVERIFY(m_answers.told.isEmpty());
    }

    void F119_aRecalculatedSegmentIsAskedAbout_data()
    {
        using Choice = Prompts::Choice;
        QTest::addColumn<int>("choice");
        QTest::addColumn<int>("recalculations"); // as the manifest counts them
        QTest::newRow("begin again") << int(Choice::Accept) << 0;
        QTest::newRow("go on with both states") << int(Choice::Other) << 1;
        QTest::newRow("not now") << int(Choice::Reject) << -1;
    }
    void F119_aRecalculatedSegmentIsAskedAbout()
    {
        QFETCH(int, choice);
        QFETCH(int, recalculations);
        pauseAnExport();
        const qint64 before = runs().resumable().first().records;
        QVERIFY(before > 0 && before < 3000);
        m_server->addFault(recalculatedSegment(QDateTime::currentDateTimeUtc()));
        const qsizetype pages = queries();
        resume();
        QCOMPARE(ended().kind, RunOutcome::Kind::Paused);
        QCOMPARE(queries(), pages); // nothing was read
        QVERIFY2(shown("runDetailLabel").contains(QStringLiteral("was recalculated")),
                 qPrintable(shown("runDetailLabel")));
        m_answers.asked.clear();
        m_answers.choice = Prompts::Choice(choice);
        resume();
        QCOMPARE(m_answers.asked.size(), 1);
        QCOMPARE(m_answers.asked.first().acceptLabel, QStringLiteral("Start over"));
        QCOMPARE(m_answers.asked.first().otherLabel, QStringLiteral("Continue with both states"));
        if (recalculations < 0) {
            QVERIFY(runs().isIdle());
            QCOMPARE(queries(), pages);
            QCOMPARE(runs().resumable().first().records, before); // and nothing is lost
            return;
        }
        const RunOutcome outcome = ended();
        QVERIFY(outcome.succeeded());
        QCOMPARE(manifestFacts().value(QLatin1String("recalculatedWhileRead")).toInt(-1), recalculations);
        QCOMPARE(runs().runs().last()->metrics().records, 3000);
        const bool both = recalculations > 0;
        QCOMPARE(outcome.kind, both ? RunOutcome::Kind::CompleteWithFindings : RunOutcome::Kind::Complete);
        QCOMPARE(queries() - pages, both ? 6 - before / 500 : 6);
        QCOMPARE(shown("runDetailLabel").contains(QStringLiteral("was recalculated")), both);
    }

    void F73_theResultSaysThatTheSegmentChangedWhileItWasRead()
    {
        QVERIFY(checkAnOrder());
        m_server->addFault(recalculatedSegment(QDateTime::currentDateTimeUtc(), 1)); // after the first look
        startExport();
        QCOMPARE(ended().kind, RunOutcome::Kind::CompleteWithFindings);
        m_window->showPage(MainWindow::Page::Activity);
        QVERIFY2(shown("runDetailLabel").contains(QStringLiteral("was recalculated 1 time during the export")),
                 qPrintable(shown("runDetailLabel")));
        QCOMPARE(manifestFacts().value(QLatin1String("recalculatedWhileRead")).toInt(), 1);
        QCOMPARE(runs().runs().last()->metrics().records, 3000);
    }

private:
    Answers m_answers;
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
    QStringList m_attributes; ///< Of the order.
};

MUSTER_TEST(TestExportQuestions, QApplication)

} // namespace tst_exportquestions

#include "tst_exportquestions.moc"
