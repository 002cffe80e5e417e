// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"

#include "models/items/noticemodels.h"
#include "models/store/auditlog.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/lists/enrich/webhooks.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QSpinBox>

using namespace muster;
using namespace muster::test;

namespace tst_webhooks {

/// Webhooks from the window: what is wrong is said beside its field, what the service answered is told as it is.
class TestWebhooks : public EnrichWindow
{
    Q_OBJECT

private:
    void openDialog()
    {
        if (m_page->shown() != static_cast<QWidget *>(m_page->enrich()))
            openList(leads);
        find<QPushButton>("openWebhooksButton")->click();
        QVERIFY(find<WebhookDialog>("webhookDialog"));
        QVERIFY(QTest::qWaitForWindowExposed(find<WebhookDialog>("webhookDialog")));
    }
    void closeDialog()
    {
        find<QPushButton>("closeWebhookButton")->click();
        QTRY_VERIFY(!find<WebhookDialog>("webhookDialog"));
    }
    void type(const char *name, const QString &words)
    {
        auto *edit = find<QLineEdit>(name);
        edit->clear();
        if (words.isEmpty())
            Q_EMIT edit->textEdited({});
        QTest::keyClicks(edit, words);
    }
    void fill(const char *name, const char *address)
    {
        type("webhookNameEdit", QString::fromLatin1(name));
        type("webhookAddressEdit", QString::fromLatin1(address));
    }
    QPushButton *button() { return find<QPushButton>("registerWebhookButton"); }
    QString problem(const char *name)
    {
        auto *label = find<PlainLabel>(name);
        return label->isVisible() ? label->plainText() : QString();
    }
    [[nodiscard]] int asked() const
    {
        const QList<SandboxRequest> requests = m_server->requests();
        return int(std::count_if(requests.cbegin(), requests.cend(),
                                 [](const SandboxRequest &one) { return one.path.endsWith("/webhooks"); }));
    }
    QString state(int row)
    {
        return find<QTableView>("webhooksTable")->model()->index(row, WebhooksModel::State).data().toString();
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void whatIsWrongStandsBesideItsField_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("words");
        QTest::newRow("plain http") << QStringLiteral("http://crm.example/hook") << QStringLiteral("https");
        QTest::newRow("scheme") << QStringLiteral("ftp://crm.example/hook") << QStringLiteral("https://");
        QTest::newRow("user") << QStringLiteral("https://me:secret@crm.example/") << QStringLiteral("password");
        QTest::newRow("no host") << QStringLiteral("https:///hook") << QStringLiteral("full address");
        QTest::newRow("link local") << QStringLiteral("https://169.254.1.1/") << QStringLiteral("this kind of address");
        QTest::newRow("good") << QStringLiteral("https://crm.example/hook") << QString();
        QTest::newRow("this computer") << QStringLiteral("http://127.0.0.1:8080/hook") << QString();
    }
    void whatIsWrongStandsBesideItsField()
    {
        QFETCH(QString, address);
        QFETCH(QString, words);
        openDialog();
        QVERIFY(problem("webhookNameProblem").isEmpty()); // nobody is blamed before a key was pressed
        QVERIFY(!button()->isEnabled());
        type("webhookNameEdit", QStringLiteral("CRM"));
        type("webhookAddressEdit", address);
        QCOMPARE(button()->isEnabled(), words.isEmpty());
        QVERIFY2(words.isEmpty() ? problem("webhookAddressProblem").isEmpty()
                                 : problem("webhookAddressProblem").contains(words),
                 qPrintable(problem("webhookAddressProblem")));
        QVERIFY(problem("webhookNameProblem").isEmpty());
        QCOMPARE(asked(), 0);
    }

    void everyFieldIsJudgedByItself()
    {
        openDialog();
        fill("CRM", "https://crm.example/hook");
        QVERIFY(button()->isEnabled());
        type("webhookNameEdit", {});
        QVERIFY(problem("webhookNameProblem").contains(QStringLiteral("name")));
        for (auto *event : find<WebhookDialog>("webhookDialog")->findChildren<QCheckBox *>())
            event->click();
        QVERIFY(problem("webhookEventsProblem").contains(QStringLiteral("event")));
        find<QSpinBox>("webhookRetriesSpin")->setValue(101);
        QVERIFY(problem("webhookRetriesProblem").contains(QStringLiteral("100")));
        find<QSpinBox>("webhookWaitSpin")->setValue(3'600'001);
        QVERIFY(problem("webhookWaitProblem").contains(QStringLiteral("one hour")));
        QVERIFY(!button()->isEnabled());
        keepPicture(*find<WebhookDialog>("webhookDialog"), QStringLiteral("webhooks-faults"));
    }

    void aWebhookIsRegisteredAndCheckedAndItsNameIsNotTakenTwice()
    {
        openDialog();
        fill("CRM", "https://crm.example/hook?key=secret");
        QVERIFY(button()->text().contains(QStringLiteral("Register")));
        button()->click();
        QVERIFY(!button()->isEnabled());
        QTRY_VERIFY(text("webhookOutcomeLabel").startsWith(QStringLiteral("Registered.")));
        QCOMPARE(asked(), 1);
        QCOMPARE(state(0), QStringLiteral("registered"));
        // Of the address only what cannot hold a secret.
        const auto *model = find<QTableView>("webhooksTable")->model();
        QCOMPARE(model->index(0, WebhooksModel::Address).data().toString(), QStringLiteral("https://crm.example"));
        keepPicture(*find<WebhookDialog>("webhookDialog"), QStringLiteral("webhooks"));
        QVERIFY(button()->text().contains(QStringLiteral("Check")));
        button()->click();
        QTRY_VERIFY(text("webhookOutcomeLabel").startsWith(QStringLiteral("Already registered")));
        QCOMPARE(state(0), QStringLiteral("already registered"));
        type("webhookAddressEdit", QStringLiteral("https://other.example/hook"));
        QVERIFY(text("webhookOutcomeLabel").isEmpty());
        button()->click();
        QTRY_VERIFY(text("webhookOutcomeLabel").contains(QStringLiteral("name is taken")));
        QCOMPARE(state(0), QStringLiteral("already registered")); // what stood there still does
        closeDialog();
        openDialog();
        QCOMPARE(find<QTableView>("webhooksTable")->model()->rowCount(), 1); // remembered while the tenant is open
        find<QTableView>("webhooksTable")->selectRow(0);
        QCOMPARE(find<QLineEdit>("webhookAddressEdit")->text(), QStringLiteral("https://crm.example/hook?key=secret"));
        QVERIFY(button()->text().contains(QStringLiteral("Check")));
    }

    void anAnswerThatIsLostIsNoSuccess()
    {
        openDialog();
        fill("CRM", "https://crm.example/hook");
        SandboxFault fault;
        fault.method = QStringLiteral("POST");
        fault.status = 503;
        fault.times = -1;
        m_server->addFault(fault);
        button()->click();
        QTRY_VERIFY_WITH_TIMEOUT(text("webhookOutcomeLabel").contains(QStringLiteral("unknown")), 60'000);
        QCOMPARE(state(0), QStringLiteral("unknown"));
        m_server->clearFaults();
        QVERIFY(button()->isEnabled());
        button()->click();
        QTRY_VERIFY(text("webhookOutcomeLabel").startsWith(QStringLiteral("Registered")));
    }

    void F105_aDialogThatIsClosedMissesTheAnswerButNotWhatCameOfIt()
    {
        openDialog();
        fill("CRM", "https://crm.example/hook");
        button()->click();
        closeDialog();
        QTRY_COMPARE(asked(), 1);
        openDialog();
        QTRY_COMPARE(state(0), QStringLiteral("registered"));
        m_controller.reset(); // the session goes while the dialog is open
        QVERIFY(!find<WebhookDialog>("webhookDialog"));
    }

    void whatWasRegisteredIsAuditedAndSeenWhenNoTenantIsOpen()
    {
        openDialog();
        fill("CRM", "https://crm.example/hush?key=hush");
        button()->click();
        QTRY_VERIFY(text("webhookOutcomeLabel").startsWith(QStringLiteral("Registered.")));
        type("webhookAddressEdit", QStringLiteral("https://other.example/hush"));
        button()->click();
        QTRY_VERIFY(text("webhookOutcomeLabel").contains(QStringLiteral("name is taken")));
        QStringList events;
        const auto entries = m_workspace->audit().read(1, 100);
        for (const AuditEntry &entry : *entries) {
            if (!entry.event.startsWith(u"crm_webhook"))
                continue;
            events << entry.event;
            QCOMPARE(entry.facts.value(u"name").toString(), QStringLiteral("CRM"));
            QCOMPARE(entry.facts.value(u"events").toArray().size(), 2);
            QVERIFY(!encodeAuditEntry(entry).contains("hush")); // the path may be the secret
        }
        QCOMPARE(events,
                 (QStringList{QStringLiteral("crm_webhook.asked"), QStringLiteral("crm_webhook.registered"),
                              QStringLiteral("crm_webhook.asked"), QStringLiteral("crm_webhook.name_taken")}));
        QCOMPARE(entries->last().facts.value(u"host").toString(), QStringLiteral("other.example"));
        closeDialog();
        m_controller.reset(); // no tenant is open
        find<QPushButton>("openKnownWebhooksButton")->click();
        auto *table = find<QTableView>("knownWebhooksTable");
        QVERIFY(table);
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, WebhooksModel::Name).data().toString(), QStringLiteral("CRM"));
        QCOMPARE(table->model()->index(0, WebhooksModel::Address).data().toString(),
                 QStringLiteral("https://crm.example"));
        QCOMPARE(table->model()->index(0, WebhooksModel::State).data().toString(), QStringLiteral("registered"));
        keepPicture(*find<QDialog>("knownWebhooksDialog"), QStringLiteral("webhooks-known"));
        find<QPushButton>("closeKnownWebhooksButton")->click();
        // With the tenant again it is there, without the part of the address that was not kept.
        m_controller = std::make_unique<ListsController>(*m_page, *m_workbench, *m_session, *m_workspace);
        openDialog();
        find<QTableView>("webhooksTable")->selectRow(0);
        QCOMPARE(find<QLineEdit>("webhookNameEdit")->text(), QStringLiteral("CRM"));
        QCOMPARE(find<QLineEdit>("webhookAddressEdit")->text(), QString());
        QVERIFY(text("webhookOutcomeLabel").contains(QStringLiteral("https://crm.example")));
        QVERIFY(!button()->isEnabled());
        type("webhookAddressEdit", QStringLiteral("https://crm.example/hush?key=hush"));
        button()->click();
        QTRY_VERIFY(text("webhookOutcomeLabel").startsWith(QStringLiteral("Already registered")));
    }

    void S35_withoutAnAuditNothingIsAskedFor()
    {
        openDialog();
        fill("CRM", "https://crm.example/hook");
        QVERIFY(QFile::remove(m_workspace->audit().file()));
        button()->click();
        QTRY_COMPARE(state(0), QStringLiteral("not sent"));
        QVERIFY(!text("webhookOutcomeLabel").isEmpty());
        QCOMPARE(asked(), 0);
    }

    void F94_anAnswerThatCannotBeWrittenDownIsToldAndSoIsThat()
    {
        openDialog();
        fill("CRM", "https://crm.example/hook");
        SandboxFault fault; // time to take the file away after the asking was audited
        fault.method = QStringLiteral("POST");
        fault.path = QStringLiteral("/webhooks");
        fault.kind = SandboxFault::Kind::Delay;
        fault.delay = std::chrono::milliseconds(300);
        m_server->addFault(fault);
        button()->click();
        QTRY_COMPARE(asked(), 1);
        QVERIFY(QFile::remove(m_workspace->audit().file()));
        QTRY_VERIFY(text("webhookOutcomeLabel").startsWith(QStringLiteral("Registered.")));
        QVERIFY(text("webhookOutcomeLabel").contains(QStringLiteral("history")));
        QCOMPARE(state(0), QStringLiteral("registered"));
    }

    void theModelKeepsWhatStands()
    {
        WebhooksModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        WebhookRecord one;
        one.webhook.registration.name = QStringLiteral("CRM\u202e");
        one.webhook.registration.url = QStringLiteral("https://crm.example/");
        one.webhook.at = QDateTime::currentDateTimeUtc();
        one.wholeAddress = true;
        model.put(one);
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!model.index(0, WebhooksModel::Name).data().toString().contains(QChar(0x202e)));
        one.webhook.state = WebhookState::Registered;
        model.put(one);
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.stands(one.webhook.registration));
        WebhookRecord other = one;
        other.webhook.registration.maxRetries = 9;
        other.webhook.state = WebhookState::NameTaken;
        model.put(other);
        QVERIFY(model.stands(one.webhook.registration));
        QVERIFY(!model.stands(other.webhook.registration));
        one.wholeAddress = false; // what was cut off of the address may be another one's
        model.put(one);
        QVERIFY(!model.stands(one.webhook.registration));
        other.webhook.profileId = QStringLiteral("another tenant");
        model.put(other);
        QCOMPARE(model.rowCount(), 2);
    }
};

MUSTER_TEST(TestWebhooks, QApplication)

} // namespace tst_webhooks
#include "tst_webhooks.moc"
