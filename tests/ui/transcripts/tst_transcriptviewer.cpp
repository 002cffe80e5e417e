// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/transcriptmodels.h"
#include "models/text/maskingtexts.h"
#include "models/transcripts/transcriptreader.h"
#include "resources/resources.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/badges.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/transcripts/transcriptview.h"
#include "ui/transcripts/transcriptviewer.h"

#include <QAccessible>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>

using namespace muster;
using namespace muster::test;

namespace tst_transcriptviewer {

namespace {

const QByteArray call
    = R"({"interactionId":"int-7f3a","mediaType":"voice","timestamp":"2026-03-04T10:00:00Z","transcript":{
 "language":"en","turns":[
 {"speaker":"agent","offsetMs":0,"text":"Thank you for calling. May I have a number to call you back on, and the address for the invoice?"},
 {"speaker":"customer","offsetMs":6200,"text":"Sure, it is [PHONE_MASKED], and write to [EMAIL_MASKED] please. My order is 4711-2026."},
 {"speaker":"agent","offsetMs":14100,"text":"<img src='file:///etc/hostname'> and the card that ends in four two?"},
 {"speaker":"customer","offsetMs":19800,"text":"It is [CARD_MASKED:42], born [BIRTH_DATE_MASKED]."}]},"masked":true})";

const std::vector<WrittenFinding> findings{
    {.path = "$.transcript.turns[1].text",
     .begin = 12,
     .end = 26,
     .entity = Entity::Phone,
     .rule = "phone.plan",
     .score = 96},
    {.path = "$.transcript.turns[1].text",
     .begin = 41,
     .end = 55,
     .entity = Entity::Email,
     .rule = "email.address",
     .score = 99},
    {.path = "$.transcript.turns[3].text",
     .begin = 6,
     .end = 22,
     .entity = Entity::PaymentCard,
     .rule = "card.context",
     .score = 55},
};

} // namespace

/// The viewer of one transcript, by keyboard, for screen readers, and with hostile content.
class TestTranscriptViewer : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<TranscriptViewer> m_viewer;

    TranscriptView *view() { return m_viewer->findChild<TranscriptView *>(QStringLiteral("transcriptView")); }
    void open(const SharedTranscript &transcript)
    {
        m_viewer = std::make_unique<TranscriptViewer>();
        m_viewer->resize(860, 560);
        m_viewer->show();
        m_viewer->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_viewer.get()));
        m_viewer->setTranscript(transcript);
    }
    /// Scrolls through the whole of what is shown and jumps about, watched.
    void scrollThrough()
    {
        auto &watch = static_cast<WatchedApplication &>(*qApp);
        QTest::qWait(20);
        watch.startWatch();
        for (int i = 0; i < 40; ++i)
            QTest::keyClick(view(), Qt::Key_PageDown);
        for (const Qt::Key key : {Qt::Key_End, Qt::Key_PageUp, Qt::Key_Up, Qt::Key_Home, Qt::Key_Down})
            QTest::keyClick(view(), key);
        for (int i = 0; i <= 20; ++i) {
            view()->verticalScrollBar()->setValue(view()->verticalScrollBar()->maximum() / 20 * i);
            QTest::qWait(1);
        }
        watch.stopWatch();
    }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void cleanup() { m_viewer.reset(); }

    void keysGoFromOneMaskedPlaceToTheNext()
    {
        open(*readTranscript(call, findings));
        QCOMPARE(view()->model()->rowCount(), 5);
        QTest::keyClick(view(), Qt::Key_F8);
        QCOMPARE(m_viewer->currentFinding(), std::optional<std::size_t>(0));
        QCOMPARE(view()->currentIndex().row(), 2);
        const auto *rule = m_viewer->findChild<PlainLabel *>(QStringLiteral("findingRuleLabel"));
        QCOMPARE(rule->plainText(),
                 QStringLiteral("Phone number, masked by rule phone.plan. Score 96 of 100: certain."));
        QTest::keyClick(view(), Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(m_viewer->currentFinding(), std::optional<std::size_t>(3)); // round to the last: a tag without a rule
        QCOMPARE(view()->currentIndex().row(), 4);
        QTest::keyClick(view(), Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(rule->plainText(),
                 QStringLiteral("Payment card, masked by rule card.context. Score 55 of 100: needs review."));
        keepPicture(*m_viewer, QStringLiteral("transcript-viewer"));
        Theme::instance().apply(Theme::Mode::Dark);
        QTest::qWait(30);
        keepPicture(*m_viewer, QStringLiteral("transcript-viewer-dark"));
        Theme::instance().apply(Theme::Mode::Light);
    }

    void tableAndTextChooseTheSamePlace()
    {
        open(*readTranscript(call, findings));
        auto *table = m_viewer->findChild<QTableView *>(QStringLiteral("transcriptFindingsTable"));
        QCOMPARE(table->model()->rowCount(), 4);
        table->setCurrentIndex(table->model()->index(2, 0));
        QCOMPARE(m_viewer->currentFinding(), std::optional<std::size_t>(2));
        QCOMPARE(view()->currentIndex().row(), 4);
    }

    void screenReadersHearWhatIsMasked()
    {
        open(*readTranscript(call, findings));
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(view());
        QVERIFY(face && face->tableInterface());
        QCOMPARE(face->tableInterface()->rowCount(), 5);
        const QString heard = face->tableInterface()->cellAt(2, 0)->text(QAccessible::Name);
        QCOMPARE(heard,
                 QStringLiteral("customer, 0:06: Sure, it is (masked: phone number), and write to "
                                "(masked: e-mail address) please. My order is 4711-2026."));
    }

    void whatIsLeftInClearIsSaid()
    {
        const MaskPolicy usual;
        const QString sentence = unmaskedText(usual);
        for (const char *part : {"Not masked by this policy", "postal addresses", "names of people"})
            QVERIFY2(sentence.contains(QLatin1String(part)), qPrintable(sentence));
        MaskPolicy all;
        for (EntityRule &rule : all.rules)
            rule.action = MaskAction::Tag;
        QVERIFY(unmaskedText(all).isEmpty());
        open(*readTranscript(call, findings));
        auto *badge = m_viewer->findChild<StatusBadge *>(QStringLiteral("maskedBadge"));
        auto *label = m_viewer->findChild<PlainLabel *>(QStringLiteral("unmaskedLabel"));
        QCOMPARE(badge->word(), QStringLiteral("Masked"));
        QVERIFY(!label->isVisible());
        m_viewer->setUnmasked(sentence);
        m_viewer->setTranscript(*readTranscript(call, findings));
        QCOMPARE(badge->word(), QStringLiteral("Partly masked"));
        QVERIFY(label->isVisible());
        QCOMPARE(label->plainText(), sentence);
    }

    void whyIsAskedOfWhatIsSelected()
    {
        open(*readTranscript(call, findings));
        QSignalSpy asked(m_viewer.get(), &TranscriptViewer::whyAsked);
        m_viewer->showRow(2);
        auto *line = m_viewer->findChild<QPlainTextEdit *>(QStringLiteral("currentLineEdit"));
        QTextCursor cursor = line->textCursor();
        cursor.setPosition(int(line->toPlainText().indexOf(QStringLiteral("4711"))));
        cursor.setPosition(cursor.position() + 9, QTextCursor::KeepAnchor);
        line->setTextCursor(cursor);
        m_viewer->findChild<QPushButton *>(QStringLiteral("whyNotButton"))->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString(), QStringLiteral("4711-2026"));
        m_viewer->showAnswer(QStringLiteral("<b>no</b>"));
        QCOMPARE(m_viewer->findChild<PlainLabel *>(QStringLiteral("whyNotLabel"))->text(), QStringLiteral("<b>no</b>"));
        QCOMPARE(m_viewer->findChild<PlainLabel *>(QStringLiteral("whyNotLabel"))->textFormat(), Qt::PlainText);
    }

    void whatIsMaskedSaysByWhichRule()
    {
        open(*readTranscript(call, findings));
        QSignalSpy asked(m_viewer.get(), &TranscriptViewer::whyAsked);
        m_viewer->showRow(2);
        auto *line = m_viewer->findChild<QPlainTextEdit *>(QStringLiteral("currentLineEdit"));
        const auto answer
            = [this] { return m_viewer->findChild<PlainLabel *>(QStringLiteral("whyNotLabel"))->plainText(); };
        QTextCursor cursor = line->textCursor();
        const qsizetype chip = line->toPlainText().indexOf(QStringLiteral("[PHONE"));
        cursor.setPosition(int(chip) + 1); // a part of it stands for all
        cursor.setPosition(int(chip) + 4, QTextCursor::KeepAnchor);
        line->setTextCursor(cursor);
        m_viewer->findChild<QPushButton *>(QStringLiteral("whyNotButton"))->click();
        QCOMPARE(asked.size(), 0); // no rule has to be asked
        QVERIFY2(answer().contains(QStringLiteral("Phone number, masked by rule ")), qPrintable(answer()));
        QVERIFY(!answer().contains(QStringLiteral("E-mail")));
        // The whole line: its masked places, and what the rules say of the rest.
        line->setTextCursor(QTextCursor(line->document()));
        m_viewer->findChild<QPushButton *>(QStringLiteral("whyNotButton"))->click();
        QCOMPARE(asked.size(), 1);
        QVERIFY(!asked.first().first().toString().contains(QStringLiteral("[PHONE")));
        m_viewer->showAnswer(QStringLiteral("And nothing else."));
        QVERIFY(answer().contains(QStringLiteral("Phone number, masked by rule ")));
        QVERIFY(answer().contains(QStringLiteral("E-mail address, masked by rule ")));
        QVERIFY(answer().endsWith(QStringLiteral("And nothing else.")));
    }

    void S24_markUpIsShownAsText()
    {
        open(*readTranscript(call, findings));
        m_viewer->showRow(3);
        const auto *line = m_viewer->findChild<QPlainTextEdit *>(QStringLiteral("currentLineEdit"));
        QVERIFY(line->toPlainText().startsWith(QStringLiteral("<img src='file:///etc/hostname'>")));
        QVERIFY(!line->textInteractionFlags().testFlag(Qt::LinksAccessibleByMouse));
    }

    void S26_tenMegabytesInOneLineScroll()
    {
        verifyNeverHeld(*this, [this] {
            open(*readTextTranscript(QByteArray("lorem ipsum ").repeated(10 * 1024 * 1024 / 12), std::nullopt));
            QVERIFY(view()->model()->rowCount() > 20'000);
            scrollThrough();
        });
    }

    void S26_aMillionLinesScroll()
    {
        verifyNeverHeld(*this, [this] {
            open(*readTextTranscript(QByteArray("a line\n").repeated(1'000'000), std::nullopt));
            QCOMPARE(view()->model()->rowCount(), 1'000'000);
            scrollThrough();
        });
    }

    void S26_textOfOneTurnStaysInItsPlace()
    {
        // Overrides and isolates that are left open: painted as marks, so the turn after it is as it would be alone.
        const auto picture = [this](const char *first) {
            const QByteArray json = "{'t':[{'speaker':'a','text':'" + QByteArray(first)
                + "'},{'speaker':'b','text':'straight on (1) [2]'}]}";
            open(*readTranscript(QByteArray(json).replace('\'', '"'), std::nullopt));
            m_viewer->findChild<QTableView *>(QStringLiteral("transcriptFindingsTable"))->setFocus();
            const QRect place = view()->visualRect(view()->model()->index(1, 0));
            return view()->viewport()->grab(place).toImage();
        };
        const QImage plain = picture("abc"), hostile = picture("\u202e\u2067abc\u0301\u0301\u0301\u0301\u0301\u0301");
        QVERIFY(!plain.isNull());
        QCOMPARE(hostile, plain);
    }
};

MUSTER_TEST(TestTranscriptViewer, WatchedApplication)

} // namespace tst_transcriptviewer

#include "tst_transcriptviewer.moc"
