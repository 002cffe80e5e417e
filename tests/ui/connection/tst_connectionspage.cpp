// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/tenantsession.h"
#include "resources/resources.h"
#include "tests/support/testprogram.h"
#include "ui/common/badges.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionguide.h"
#include "ui/connection/connectionspage.h"
#include "ui/connection/connectiontestpane.h"
#include "ui/connection/profileform.h"
#include "ui/connection/secretrow.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace muster;

namespace tst_connectionspage {

/// What the page says of a test and of a secret is about what its form says now.
class TestConnectionsPage : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    T *find(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString word(const char *name) const { return find<StatusBadge>(name)->word(); }
    [[nodiscard]] int steps() const { return find<QTableView>("testStepsTable")->model()->rowCount(); }
    /// A test of what the form says, with one step; `failed`: how it ended.
    void test(std::optional<ConnectionGuide::Step> failed)
    {
        m_page->testPane()->start();
        ConnectionHop step;
        step.kind = ConnectionHop::Kind::Token;
        step.target = QStringLiteral("api.example.test");
        if (failed)
            step.error = ApiError{.kind = ErrorKind::SignInNeeded};
        m_page->testPane()->addStep(step);
        m_page->testPane()->finish(!failed);
        m_page->setTested(m_asked.takeLast().value(0).value<ConnectionProfile>(), failed);
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
        qRegisterMetaType<ConnectionProfile>();
    }
    void init()
    {
        m_page = std::make_unique<ConnectionsPage>();
        QObject::connect(m_page.get(), &ConnectionsPage::testAsked, m_page.get(), [this](const ConnectionProfile &one) {
            m_asked << QVariantList{QVariant::fromValue(one)};
            m_order << QStringLiteral("test");
        });
        QObject::connect(m_page.get(), &ConnectionsPage::secretEntered, m_page.get(),
                         [this](const ConnectionProfile &, const Secret &secret) {
                             m_order << QStringLiteral("secret ") + QString::fromUtf8(secret.bytes().toByteArray());
                         });
        m_asked.clear();
        m_order.clear();
        ConnectionProfile profile
            = contractProfile(QStringLiteral("Mine"), QUrl(QStringLiteral("https://api.example.test")));
        profile.clientId = QStringLiteral("client");
        m_page->edit(profile);
    }
    void cleanup() { m_page.reset(); }

    void resultsOfATestGoWithTheAddressThatWasTested()
    {
        find<QPushButton>("testConnectionButton")->click();
        test(std::nullopt);
        QCOMPARE(steps(), 1);
        QCOMPARE(word("testStateBadge"), QStringLiteral("Everything works"));
        QSignalSpy forgotten(m_page.get(), &ConnectionsPage::testForgotten);
        QTest::keyClicks(find<QLineEdit>("baseUrlEdit"), QStringLiteral("/other"));
        QCOMPARE(steps(), 0);
        QCOMPARE(word("testStateBadge"), QStringLiteral("Not tested yet"));
        QVERIFY(!forgotten.isEmpty()); // what is still on its way is not shown either
    }

    void theSecretThatIsTypedIsTheOneThatIsTested()
    {
        QTest::keyClicks(find<QLineEdit>("clientSecretEdit"), QStringLiteral("typed"));
        find<QPushButton>("testConnectionButton")->click();
        QCOMPARE(m_order, QStringList({QStringLiteral("secret typed"), QStringLiteral("test")}));
        QVERIFY(find<QLineEdit>("clientSecretEdit")->text().isEmpty());
        m_order.clear();
        find<QPushButton>("testConnectionButton")->click();
        QCOMPARE(m_order, QStringList({QStringLiteral("test")})); // once is enough
    }

    void whatIsSaidOfASecretIsOfTheOneInTheField()
    {
        m_page->form()->secretRow()->setPlace(SecretRow::Place::KeyStore);
        QCOMPARE(word("secretPlaceBadge"), QStringLiteral("Saved in the system key store."));
        QTest::keyClicks(find<QLineEdit>("clientSecretEdit"), QStringLiteral("another"));
        QCOMPARE(word("secretPlaceBadge"), QStringLiteral("Not saved yet."));
        find<QLineEdit>("clientSecretEdit")->clear();
        QCOMPARE(word("secretPlaceBadge"), QStringLiteral("Saved in the system key store."));
    }

    void theConnectionThatIsOpenIsShown()
    {
        ConnectionProfile builtIn;
        builtIn.id = QStringLiteral("sandbox");
        ConnectionProfile mine
            = contractProfile(QStringLiteral("Mine"), QUrl(QStringLiteral("https://api.example.test")));
        ConnectionsPage page;
        page.setProfiles({builtIn}, {mine});
        const auto *badge = page.findChild<StatusBadge *>(QStringLiteral("secretPlaceBadge"));
        QCOMPARE(page.form()->profile().id, builtIn.id);
        QCOMPARE(badge->word(), QStringLiteral("The sandbox signs in by itself."));
        page.setOpenProfile(mine.id);
        QCOMPARE(page.form()->profile().id, mine.id);
        QVERIFY(badge->word() != QStringLiteral("The sandbox signs in by itself."));
        QTest::keyClicks(page.findChild<QLineEdit *>(QStringLiteral("baseUrlEdit")), QStringLiteral("/typed"));
        page.setOpenProfile(builtIn.id); // by the palette, for example
        QCOMPARE(page.form()->profile().id, mine.id);
    }

    void theGuideTestsWhatIsTyped()
    {
        m_page->startGuide();
        auto *guide = m_page->findChild<ConnectionGuide *>();
        QCOMPARE(guide->step(), ConnectionGuide::Step::SignIn);
        QTest::keyClicks(find<QLineEdit>("clientSecretEdit"), QStringLiteral("typed"));
        QCOMPARE(guide->step(), ConnectionGuide::Step::Test);
        m_order.clear();
        find<QPushButton>("guideNextButton")->click();
        QCOMPARE(m_order, QStringList({QStringLiteral("secret typed"), QStringLiteral("test")}));
    }

    void nothingIsCalledDoneBeforeTheServerSaidSo()
    {
        m_page->startGuide();
        QTest::keyClicks(find<QLineEdit>("clientSecretEdit"), QStringLiteral("wrong"));
        QCOMPARE(word("guideStep1Badge"), QStringLiteral("1. Name and address: entered"));
        QCOMPARE(word("guideStep2Badge"), QStringLiteral("2. Sign-in: entered"));
        find<QPushButton>("guideNextButton")->click();
        test(ConnectionGuide::Step::SignIn);
        QCOMPARE(word("guideStep2Badge"), QStringLiteral("2. Sign-in: failed"));
        QCOMPARE(m_page->findChild<ConnectionGuide *>()->step(), ConnectionGuide::Step::SignIn);
        QTest::keyClicks(find<QLineEdit>("clientSecretEdit"), QStringLiteral("right"));
        QCOMPARE(word("guideStep2Badge"), QStringLiteral("2. Sign-in: entered")); // that one is not tried yet
        QCOMPARE(steps(), 0);
        find<QPushButton>("guideNextButton")->click();
        test(std::nullopt);
        QCOMPARE(word("guideStep1Badge"), QStringLiteral("1. Name and address: done"));
        QCOMPARE(word("guideStep2Badge"), QStringLiteral("2. Sign-in: done"));
        QCOMPARE(word("guideStep3Badge"), QStringLiteral("3. Test: done"));
    }

private:
    std::unique_ptr<ConnectionsPage> m_page;
    QList<QVariantList> m_asked;
    QStringList m_order;
};

MUSTER_TEST(TestConnectionsPage, QApplication)

} // namespace tst_connectionspage

#include "tst_connectionspage.moc"
