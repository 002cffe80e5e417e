// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"
#include "tests/support/looks.h"
#include "tests/support/samples.h"
#include "ui/connection/connectionspage.h"
#include "ui/transcripts/maskedfilepage.h"
#include "ui/welcome/filedrops.h"
#include "ui/welcome/filesheet.h"
#include "ui/welcome/welcomepage.h"

#include "models/store/maskpolicystore.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_welcomepictures {

/// The ways in: the first page, the sheet of files, the guide to a connection, a file masked to be looked at.
class TestWelcomePictures : public Looks
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void views_data() { addLooks(); }
    void views()
    {
        wear();
        welcome();
        sheet();
        guide();
        maskedFile();
        takeOff();
    }

private:
    void welcome()
    {
        WelcomePage page;
        keep(page, QStringLiteral("welcome-first"));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        page.recent()->setItems(
            {{RecentItem::Kind::File, QStringLiteral("/home/me/autumn.csv"), QStringLiteral("autumn.csv"),
              now.addSecs(-90)},
             {RecentItem::Kind::List, QStringLiteral("l"), QStringLiteral("Autumn win-back"), now.addSecs(-4'000)},
             {RecentItem::Kind::Audience, QStringLiteral("a"), QStringLiteral("High value technology"),
              now.addDays(-1)},
             {RecentItem::Kind::Segment, QStringLiteral("s"), QStringLiteral("Gold tier"), now.addDays(-3)},
             {RecentItem::Kind::Job, QStringLiteral("j"), QStringLiteral("March calls"), now.addDays(-9)}});
        keep(page, QStringLiteral("welcome"));
        DropCurtain curtain(&page);
        curtain.offer(2);
        keep(page, QStringLiteral("welcome-drop"));
        curtain.refuse(QStringLiteral("Folders can’t be opened. Drop the files inside instead."));
        keep(page, QStringLiteral("welcome-refused"));
    }

    void sheet()
    {
        WelcomePage page;
        page.showSheet();
        page.sheet()->setLists({{.id = QStringLiteral("1"), .name = QStringLiteral("Autumn win-back")}});
        page.sheet()->setFiles(
            {{QStringLiteral("/home/me/winback.csv"),
              FileGuess{
                  .kind = FileKind::Contacts, .sign = FileGuess::Sign::Numbers, .subject = QStringLiteral("phone")}},
             {QStringLiteral("/home/me/crm.jsonl"),
              FileGuess{.kind = FileKind::CrmData,
                        .isCertain = true,
                        .sign = FileGuess::Sign::Ids,
                        .subject = QStringLiteral("contact_id")}},
             {QStringLiteral("/home/me/report.xlsx"),
              failure({.kind = ErrorKind::BadInput,
                       .code = QStringLiteral("file_workbook"),
                       .subject = QStringLiteral("report.xlsx")})},
             {QStringLiteral("/home/me/call.txt"),
              FileGuess{.kind = FileKind::Transcript, .isCertain = true, .sign = FileGuess::Sign::Speakers}}});
        page.sheet()->setOpened(QStringLiteral("/home/me/call.txt"));
        keep(page, QStringLiteral("open-files"));
    }

    void guide()
    {
        ConnectionsPage page;
        page.setProfiles({sampleProfile()}, {});
        page.edit(contractProfile({}, {}));
        page.startGuide();
        keep(page, QStringLiteral("connect-guide"));
        QTest::keyClicks(page.findChild<QLineEdit *>(QStringLiteral("profileNameEdit")), QStringLiteral("Mine"));
        QTest::keyClicks(page.findChild<QLineEdit *>(QStringLiteral("baseUrlEdit")),
                         QStringLiteral("https://cx.example.test"));
        keep(page, QStringLiteral("connect-guide-signin"));
    }

    void maskedFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("call.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Agent: Hello, how can I help?\nCustomer: My card is 4111 1111 1111 1111.\n"
                   "Agent: And your address?\nCustomer: Write to ann@example.com or call 212-555-0147.\n");
        file.close();
        const auto view = maskFileToShow(file.fileName(), MaskPolicyStore::builtIn());
        QVERIFY(view);
        MaskedFilePage page;
        page.showLoading(file.fileName());
        page.showMasked(*view);
        keep(page, QStringLiteral("masked-file"));
    }
};

MUSTER_TEST(TestWelcomePictures, QApplication)

} // namespace tst_welcomepictures
#include "tst_welcomepictures.moc"
