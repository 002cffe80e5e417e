// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/maskpolicystore.h"
#include "models/store/preferences.h"
#include "models/store/profilestore.h"
#include "resources/resources.h"
#include "tests/support/pictures.h"
#include "tests/support/shellwindow.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencespage.h"
#include "ui/common/designtokens.h"
#include "ui/palette/palettesource.h"
#include "ui/segments/segmentspage.h"
#include "ui/shell/navigation.h"
#include "ui/shell/shellcommands.h"
#include "ui/transcripts/policypage.h"
#include "ui/transcripts/transcriptspage.h"

#include <QApplication>
#include <QComboBox>
#include <QStackedWidget>

using namespace muster;
using namespace muster::test;

namespace tst_palettesources {

/// What the palette of the real window finds, and that it does what it says.
class TestPaletteSources : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] bool open()
    {
        return m_on.open(m_folder->path())
            && muster::tests::waitFor(
                   [this] { return m_on.find<QTableView>("segmentsTable")->model()->rowCount() > 0; }, 60'000);
    }
    /// With the objects of the tenant, which are asked for when the palette opens.
    [[nodiscard]] bool openFilled()
    {
        return open() && m_on.type({})
            && muster::tests::waitFor([this] { return m_on.model()->waiting().isEmpty(); }, 60'000)
            && muster::tests::waitFor([this] { return !m_on.model()->isBusy(); }, 60'000);
    }
    /// Goes to the first one of that kind and presses Return. Its title; empty: there is none.
    [[nodiscard]] QString chooseKind(const QString &kind)
    {
        if (!m_on.type(kind))
            return {};
        for (int row = 0; row < m_on.model()->rowCount(); ++row) {
            const PaletteEntry entry = *m_on.model()->entryAt(row);
            if (entry.kind == kind) {
                QTest::keyClick(m_on.find<QLineEdit>("paletteEdit"), Qt::Key_Return);
                return entry.title;
            }
            QTest::keyClick(m_on.find<QLineEdit>("paletteEdit"), Qt::Key_Down);
        }
        return {};
    }
    [[nodiscard]] int page() { return m_on.find<Navigation>("navigation")->current(); }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup()
    {
        m_on.close();
        Theme::instance().apply(Theme::Mode::Light);
    }

    void pagesAreGoneTo()
    {
        QVERIFY(open());
        const auto *navigation = m_on.find<Navigation>("navigation");
        for (int entry = 0; entry < navigation->count(); ++entry) {
            const QString title = QStringLiteral("Go to ") + navigation->label(entry);
            QVERIFY(m_on.type(title));
            QCOMPARE(m_on.row(title), 0);
            QCOMPARE(m_on.model()->entryAt(0)->keys, navigation->keys(entry));
            QTest::keyClick(m_on.find<QLineEdit>("paletteEdit"), Qt::Key_Return);
            QCOMPARE(page(), entry);
        }
    }

    void theObjectsOfTheTenantAreAskedForAndFound()
    {
        QVERIFY(openFilled());
        for (const QString &kind :
             {QStringLiteral("audience segment"), QStringLiteral("contact list"), QStringLiteral("audience")}) {
            QVERIFY(m_on.type(kind));
            int found = 0;
            for (int row = 0; row < m_on.model()->rowCount(); ++row)
                found += m_on.model()->entryAt(row)->kind == kind ? 1 : 0;
            QVERIFY2(found > 0, qPrintable(kind));
        }
    }

    void aSegmentIsShown()
    {
        QVERIFY(openFilled());
        m_on.palette()->close();
        m_on.window().showPage(MainWindow::Page::History);
        auto *table = m_on.find<QTableView>("segmentsTable");
        const QString name = table->model()->index(table->model()->rowCount() - 1, 0).data().toString();
        m_on.find<QLineEdit>("segmentSearchEdit")->setText(QStringLiteral("nothing is called so"));
        QVERIFY(m_on.choose(name, name));
        QCOMPARE(page(), int(MainWindow::Page::Segments));
        QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toString(), name);
    }

    void aListIsReadIntoTheWorkbench()
    {
        QVERIFY(openFilled());
        const QString name = chooseKind(QStringLiteral("contact list"));
        QCOMPARE(page(), int(MainWindow::Page::Lists));
        QTRY_VERIFY(m_on.find<PlainLabel>("listTitleLabel"));
        QTRY_COMPARE(m_on.find<PlainLabel>("listTitleLabel")->plainText(), name);
        QTRY_VERIFY_WITH_TIMEOUT(m_on.workspace().runs().isIdle(), 60'000);
    }

    void anAudienceIsOpenedInATab()
    {
        QVERIFY(openFilled());
        const QString name = chooseKind(QStringLiteral("audience"));
        QCOMPARE(page(), int(MainWindow::Page::Audiences));
        auto *audiences = m_on.find<AudiencesPage>("audiencesPage");
        QTRY_VERIFY(audiences->current());
        QCOMPARE(audiences->current()->name(), name);
    }

    void aPolicyIsOpened()
    {
        QVERIFY(open());
        MaskPolicy policy = MaskPolicyStore::builtIn();
        policy.name = QStringLiteral("Harbour desk");
        QVERIFY(m_on.workspace().maskPolicies().save(policy));
        QVERIFY(m_on.choose(QStringLiteral("harbour"), QStringLiteral("Harbour desk")));
        QCOMPARE(page(), int(MainWindow::Page::Transcripts));
        auto *transcripts = m_on.find<TranscriptsPage>("transcriptsPage");
        QCOMPARE(transcripts->shown(), TranscriptsPage::View::Policies);
        QCOMPARE(transcripts->policies()->policy().name, QStringLiteral("Harbour desk"));
    }

    void aConnectionIsOpened()
    {
        QVERIFY(open());
        // Where nobody answers.
        ConnectionProfile profile
            = TenantOpener::profileForUrl(QUrl(QStringLiteral("http://127.0.0.1:9")), QStringLiteral("console"));
        profile.name = QStringLiteral("Second tenant");
        QVERIFY(m_on.workspace().profiles().save(profile));
        QVERIFY(m_on.choose(QStringLiteral("second"), QStringLiteral("Open the connection Second tenant")));
        QTRY_COMPARE(m_on.window().session()->profile().id, profile.id);
        // Nothing of the tenant before is offered any more.
        QVERIFY(m_on.type(QStringLiteral("audience segment")));
        for (int row = 0; row < m_on.model()->rowCount(); ++row)
            QVERIFY(m_on.model()->entryAt(row)->kind != u"audience segment");
        QVERIFY(m_on.type(QStringLiteral("second")));
        QCOMPARE(m_on.model()->entryAt(0)->detail, QStringLiteral("open now"));
    }

    void whatTheButtonsOfThePageDoIsFound()
    {
        QVERIFY(open());
        QTRY_VERIFY(m_on.find<QPushButton>("openExportButton")->isEnabled());
        QVERIFY(m_on.type(QStringLiteral("refresh the segments")));
        QCOMPARE(m_on.row(QStringLiteral("Refresh the segments")), 0);
        QCOMPARE(m_on.model()->entryAt(0)->keys, QKeySequence(Qt::Key_F5));
        QVERIFY(m_on.choose(QStringLiteral("export"), QStringLiteral("Export\u2026")));
        QVERIFY(m_on.find<QWidget>("exportSheet")->isVisible());
        // Another page, other buttons.
        m_on.window().showPage(MainWindow::Page::History);
        QVERIFY(m_on.type(QStringLiteral("refresh the segments")));
        QCOMPARE(m_on.row(QStringLiteral("Refresh the segments")), -1);
    }

    void whatCannotBePressedSaysWhatItNeeds_data()
    {
        QTest::addColumn<MainWindow::Page>("page");
        QTest::newRow("segments") << MainWindow::Page::Segments;
        QTest::newRow("lists") << MainWindow::Page::Lists;
        QTest::newRow("do-not-call") << MainWindow::Page::DoNotCall;
        QTest::newRow("transcripts") << MainWindow::Page::Transcripts;
        QTest::newRow("audiences") << MainWindow::Page::Audiences;
        QTest::newRow("activity") << MainWindow::Page::Activity;
        QTest::newRow("history") << MainWindow::Page::History;
        QTest::newRow("connections") << MainWindow::Page::Connections;
    }

    void whatCannotBePressedSaysWhatItNeeds()
    {
        QFETCH(MainWindow::Page, page);
        QVERIFY(open());
        m_on.window().showPage(page);
        QTest::qWait(50);
        QVERIFY(m_on.type(QStringLiteral("page")));
        for (int row = 0; row < m_on.model()->rowCount(); ++row) {
            const PaletteEntry *entry = m_on.model()->entryAt(row);
            QVERIFY2(entry->reason != u"not available right now", qPrintable(entry->id));
        }
    }

    void theSandboxNeedsNoArming()
    {
        QVERIFY(open());
        QVERIFY(m_on.type(QStringLiteral("allow changes")));
        QCOMPARE(m_on.model()->entryAt(0)->reason,
                 QStringLiteral("only a production tenant is locked against changes"));
    }

    void appearanceIsChosenAndRemembered()
    {
        QVERIFY(open());
        QVERIFY(m_on.choose(QStringLiteral("dark col"), QStringLiteral("Dark colors")));
        QVERIFY(Theme::instance().isDark());
        QVERIFY(m_on.choose(QStringLiteral("high con"), QStringLiteral("High contrast")));
        QVERIFY(Theme::instance().isHighContrast());
        QVERIFY(Theme::instance().isDark());
        QCOMPARE(m_on.window().palette().color(QPalette::Window), darkContrastTokens().raised);
        QVERIFY(m_on.type(QStringLiteral("dark col")));
        QCOMPARE(m_on.model()->entryAt(0)->detail, QStringLiteral("in use"));
        m_on.close();
        QVERIFY(open());
        QCOMPARE(m_on.workspace().preferences().text(Setting::Colours), QStringLiteral("dark"));
        QCOMPARE(m_on.workspace().preferences().text(Setting::Contrast), QStringLiteral("high"));
    }

    void whatWasUsedIsRemembered()
    {
        QVERIFY(open());
        QVERIFY(m_on.choose(QStringLiteral("go to history"), QStringLiteral("Go to History")));
        QVERIFY(m_on.window().close());
        m_on.close();
        QVERIFY(m_on.open(m_folder->path())); // on the page of history
        QVERIFY(m_on.type({}));
        QCOMPARE(m_on.row(QStringLiteral("Go to History")), 0);
    }

    void othersCanAddSomethingToBeFound()
    {
        struct Answer final : PaletteSource
        {
            using PaletteSource::PaletteSource;
            [[nodiscard]] qsizetype count() const override { return 1; }
            [[nodiscard]] PaletteEntry entry(qsizetype) const override
            {
                return {.id = QStringLiteral("help/answer"),
                        .title = QStringLiteral("Forty-two"),
                        .kind = QStringLiteral("manual")};
            }
            void open(const QString &id) override { opened = id; }
            QString opened;
        };
        QVERIFY(open());
        Answer answer;
        m_on.window().commands().addSource(&answer);
        QVERIFY(m_on.choose(QStringLiteral("ft manual"), QStringLiteral("Forty-two")));
        QCOMPARE(answer.opened, QStringLiteral("help/answer"));
    }

    void pictures_data()
    {
        QTest::addColumn<Theme::Mode>("mode");
        QTest::addColumn<Theme::Contrast>("contrast");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << Theme::Mode::Light << Theme::Contrast::Standard << QSize(1280, 800);
        QTest::newRow("dark-small") << Theme::Mode::Dark << Theme::Contrast::Standard << QSize(1024, 640);
        QTest::newRow("light-contrast") << Theme::Mode::Light << Theme::Contrast::High << QSize(1280, 800);
        QTest::newRow("dark-contrast") << Theme::Mode::Dark << Theme::Contrast::High << QSize(1280, 800);
    }

    void pictures()
    {
        QFETCH(Theme::Mode, mode);
        QFETCH(Theme::Contrast, contrast);
        QFETCH(QSize, size);
        Theme::instance().apply(mode, contrast);
        QVERIFY(openFilled());
        m_on.window().resize(size);
        const QLatin1String tag(QTest::currentDataTag());
        QTest::qWait(30);
        keepPicture(m_on.window(), QStringLiteral("palette-window-") + tag);
        QVERIFY(m_on.type(QStringLiteral("se")));
        QTest::qWait(30);
        keepPicture(m_on.window(), QStringLiteral("palette-window-se-") + tag);
        m_on.palette()->close();
        for (const auto &[page, name] :
             {std::pair(MainWindow::Page::Segments, "segments"), std::pair(MainWindow::Page::Lists, "lists"),
              std::pair(MainWindow::Page::Connections, "connections")}) {
            m_on.window().showPage(page);
            QTest::qWait(100);
            keepPicture(m_on.window(), QString(QStringLiteral("appearance-") + QLatin1String(name) + u'-' + tag));
        }
    }

private:
    ShellWindow m_on;
    std::unique_ptr<QTemporaryDir> m_folder;
};

MUSTER_TEST(TestPaletteSources, QApplication)

} // namespace tst_palettesources
#include "tst_palettesources.moc"
