// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"

#include "models/items/webhooksmodel.h"
#include "tests/support/pictures.h"
#include "ui/lists/webhookdialog.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLineEdit>
#include <QSpinBox>

using namespace muster;
using namespace muster::test;

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
        QTest::newRow("no host") << QStringLiteral("https:///hook") << QStringLiteral("whole address");
        QTest::newRow("link local") << QStringLiteral("https://169.254.1.1/") << QStringLiteral("of this kind");
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
        QTRY_VERIFY(text("webhookOutcomeLabel").startsWith(QStringLiteral("It stands")));
        QCOMPARE(state(0), QStringLiteral("stands"));
        type("webhookAddressEdit", QStringLiteral("https://other.example/hook"));
        QVERIFY(text("webhookOutcomeLabel").isEmpty());
        button()->click();
        QTRY_VERIFY(text("webhookOutcomeLabel").contains(QStringLiteral("name is taken")));
        QCOMPARE(state(0), QStringLiteral("stands")); // what stood there still does
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
        QTRY_VERIFY_WITH_TIMEOUT(text("webhookOutcomeLabel").contains(QStringLiteral("not known")), 20'000);
        QCOMPARE(state(0), QStringLiteral("not known"));
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

    void theModelKeepsWhatStands()
    {
        WebhooksModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        WebhookRecord one;
        one.registration.name = QStringLiteral("CRM\u202e");
        one.registration.url = QStringLiteral("https://crm.example/");
        model.put(one);
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!model.index(0, WebhooksModel::Name).data().toString().contains(QChar(0x202e)));
        one.answer = WebhookAnswer{
            .fate = WriteFate::Applied, .outcome = WebhookAnswer::Outcome::Registered, .webhookId = {}, .error = {}};
        model.put(one);
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.stands(one.registration));
        WebhookRecord other = one;
        other.registration.maxRetries = 9;
        other.answer->error = ApiError{.kind = ErrorKind::Conflict};
        model.put(other);
        QVERIFY(model.stands(one.registration));
        QVERIFY(!model.stands(other.registration));
    }
};

QTEST_MAIN(TestWebhooks)
#include "tst_webhooks.moc"
