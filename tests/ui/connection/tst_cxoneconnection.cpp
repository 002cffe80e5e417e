// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/tenantsession.h"
#include "resources/resources.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/badges.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionspage.h"
#include "ui/connection/connectiontestpane.h"
#include "ui/connection/optionsform.h"
#include "ui/connection/profileform.h"
#include "ui/connection/secretrow.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxoneconnection {

namespace {

ConnectionHop refused(const char *code, const QString &origin)
{
    ConnectionHop hop{.kind = ConnectionHop::Kind::Locate, .target = u"cxone.niceincontact.com"_s};
    hop.error = ApiError{.kind = ErrorKind::AddressRefused, .code = QString::fromLatin1(code), .subject = origin};
    return hop;
}

} // namespace

/// A connection to NICE CXone in the connections page: two keys, one approval, everything else is there.
class TestCxoneConnection : public QObject
{
    Q_OBJECT

    template <typename Widget>
    Widget *find(const char *name) const
    {
        return m_page->findChild<Widget *>(QString::fromLatin1(name));
    }
    /// As the controller answers newAsked().
    void edit(const QString &dialect)
    {
        ConnectionProfile profile = TenantOpener::newProfile(dialect);
        profile.name = u"NICE CXone"_s;
        m_page->edit(profile);
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        Theme::instance().apply(Theme::Mode::Light);
        qRegisterMetaType<ConnectionProfile>();
        qRegisterMetaType<Secret>();
    }
    void init()
    {
        m_page = std::make_unique<ConnectionsPage>();
        m_page->resize(1100, 760);
        m_page->setProfiles(TenantOpener::builtIns(), {});
        connect(m_page.get(), &ConnectionsPage::newAsked, m_page.get(),
                [this](const QString &dialect) { edit(dialect); });
        m_page->show();
    }

    void theGuideAsksForTheTwoKeysOnly()
    {
        m_page->startGuide(u"cxone"_s);
        const ConnectionProfile profile = m_page->form()->profile();
        QCOMPARE(profile.dialect, u"cxone"_s);
        QCOMPARE(profile.baseUrl, QUrl(u"https://cxone.niceincontact.com"_s));
        QCOMPARE(profile.environment, Environment::Production);
        QVERIFY(profile.options.isEmpty() && profile.approvedOrigins.isEmpty());
        auto *guide = m_page->findChild<ConnectionGuide *>();
        QCOMPARE(guide->step(), ConnectionGuide::Step::SignIn);
        QTest::qWait(0); // the layout
        keepPicture(*m_page, u"cxone-guide"_s);
        QTest::keyClicks(find<QLineEdit>("clientIdEdit"), u"KEY-ID"_s);
        QTest::keyClicks(find<QLineEdit>("clientSecretEdit"), u"key secret"_s);
        QCOMPARE(guide->step(), ConnectionGuide::Step::Test);
        QSignalSpy secret(m_page.get(), &ConnectionsPage::secretEntered);
        QSignalSpy tested(m_page.get(), &ConnectionsPage::testAsked);
        find<QPushButton>("guideNextButton")->click();
        QCOMPARE(tested.size(), 1);
        QCOMPARE(secret.first().at(1).value<Secret>().bytes().toByteArray(), "key secret");
    }

    void theFieldsHaveTheWordsOfTheirServer()
    {
        edit(u"cxone"_s);
        QVERIFY(find<QComboBox>("issuerCombo")->isVisibleTo(m_page.get()));
        QVERIFY(!find<QLineEdit>("baseUrlEdit")->isVisibleTo(m_page.get()));
        auto *tabs = find<QTabWidget>("profileTabs");
        QVERIFY(tabs->isTabVisible(1) && !tabs->isTabVisible(2));
        auto *kind = find<QComboBox>("dialectCombo");
        kind->setCurrentIndex(kind->findData(u"contract"_s));
        Q_EMIT kind->activated(kind->currentIndex());
        QVERIFY(!find<QComboBox>("issuerCombo")->isVisibleTo(m_page.get()));
        QVERIFY(find<QLineEdit>("baseUrlEdit")->isVisibleTo(m_page.get()));
        QVERIFY(!tabs->isTabVisible(1) && tabs->isTabVisible(2));
        QVERIFY(m_page->form()->profile().baseUrl.isEmpty()); // CXone's is nobody else's
        QCOMPARE(m_page->form()->profile().dialect, u"contract"_s);
    }

    void anotherIssuerIsTyped()
    {
        edit(u"cxone"_s);
        auto *issuer = find<QComboBox>("issuerCombo");
        issuer->setCurrentIndex(1);
        Q_EMIT issuer->activated(1);
        QCOMPARE(m_page->form()->profile().baseUrl, QUrl(u"https://cxone-gov.niceincontact.com"_s));
        issuer->setCurrentIndex(2);
        Q_EMIT issuer->activated(2);
        QVERIFY(find<QLineEdit>("baseUrlEdit")->isVisibleTo(m_page.get()));
        QTest::keyClicks(find<QLineEdit>("baseUrlEdit"), u"https://login.example.test"_s);
        QCOMPARE(m_page->form()->profile().baseUrl, QUrl(u"https://login.example.test"_s));
    }

    void onlyWhatDiffersIsKept()
    {
        edit(u"cxone"_s);
        find<QTabWidget>("profileTabs")->setCurrentIndex(1);
        keepPicture(*m_page, u"cxone-details"_s);
        auto *analytics = find<QComboBox>("analyticsOptionCombo");
        analytics->setCurrentIndex(analytics->findData(u"no"_s));
        auto *version = find<QLineEdit>("api_versionOptionEdit");
        version->selectAll();
        QTest::keyClicks(version, u"27.0"_s);
        auto *host = find<QComboBox>("sign_in_hostOptionCombo");
        host->setEditText(u"https://uk1.nice-incontact.com"_s);
        const QMap<QString, QString> expected{{u"analytics"_s, u"no"_s},
                                              {u"api_version"_s, u"27.0"_s},
                                              {u"sign_in_host"_s, u"https://uk1.nice-incontact.com"_s}};
        QCOMPARE(m_page->form()->profile().options, expected);
        const ConnectionProfile kept = m_page->form()->profile();
        edit(u"cxone"_s);
        QVERIFY(m_page->form()->profile().options.isEmpty());
        m_page->edit(kept);
        QCOMPARE(m_page->form()->profile(), kept);
    }

    void aPasswordGrantNeedsBothSecrets()
    {
        edit(u"cxone"_s);
        auto *second = find<QLineEdit>("secondSecretEdit");
        QVERIFY(second->isHidden());
        auto *method = find<QComboBox>("sign_inOptionCombo");
        method->setCurrentIndex(method->findData(u"password-basic"_s));
        QVERIFY(!second->isHidden());
        QSignalSpy entered(m_page->form()->secretRow(), &SecretRow::entered);
        QTest::keyClicks(find<QLineEdit>("clientSecretEdit"), u"of the key"_s);
        QVERIFY(!find<QPushButton>("keepSecretButton")->isEnabled());
        m_page->form()->secretRow()->handOver();
        QVERIFY(entered.isEmpty());
        QTest::keyClicks(second, u"of the client"_s);
        keepPicture(*m_page, u"cxone-password"_s);
        find<QPushButton>("keepSecretButton")->click();
        QCOMPARE(entered.first().first().value<Secret>().bytes().toByteArray(), "of the key\nof the client");
        QVERIFY(second->text().isEmpty());
    }

    void S09_anAddressIsApprovedByAPersonOnly()
    {
        edit(u"cxone"_s);
        const QString origin = u"https://api-na1.niceincontact.com:443"_s;
        QSignalSpy tested(m_page.get(), &ConnectionsPage::testAsked);
        m_page->testPane()->start();
        m_page->testPane()->addStep(refused("origin_not_approved", origin));
        m_page->testPane()->finish(false);
        QVERIFY(m_page->form()->profile().approvedOrigins.isEmpty());
        QVERIFY(!find<QWidget>("approvalBox")->isHidden());
        QVERIFY(find<PlainLabel>("approvalLabel")->plainText().contains(u"api-na1.niceincontact.com"));
        keepPicture(*m_page, u"cxone-approval"_s);
        find<QPushButton>("approveOriginButton")->click();
        QCOMPARE(m_page->form()->profile().approvedOrigins, QStringList{origin});
        QCOMPARE(tested.size(), 1);
        QCOMPARE(tested.first().first().value<ConnectionProfile>().approvedOrigins, QStringList{origin});
        QVERIFY(find<QWidget>("approvalBox")->isHidden());
        find<QPushButton>("withdrawApprovalsButton")->click();
        QVERIFY(m_page->form()->profile().approvedOrigins.isEmpty());
    }

    void S09_anAddressThatMovedIsNamedAsADanger()
    {
        edit(u"cxone"_s);
        m_page->testPane()->start();
        m_page->testPane()->addStep(refused("origin_changed", u"https://elsewhere.example.test:443"_s));
        const QString words = find<PlainLabel>("approvalLabel")->plainText();
        QVERIFY2(words.contains(u"elsewhere.example.test") && words.contains(u"before"), qPrintable(words));
    }

private:
    std::unique_ptr<ConnectionsPage> m_page;
};

MUSTER_TEST(TestCxoneConnection, QApplication)

} // namespace tst_cxoneconnection

#include "tst_cxoneconnection.moc"
