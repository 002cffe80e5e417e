// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/transcriptreader.h"
#include "models/transcripts/transcripttext.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_visiblesegment {

namespace {

VisibleSegment shown(const QByteArray &text, const QString &searched = {})
{
    const auto read = readTextTranscript(text, std::nullopt);
    return read ? visibleSegment(**read, 0, searched) : VisibleSegment{};
}

} // namespace

/// What of a transcript is painted: marks for what cannot be seen, chips for what is masked.
class TestVisibleSegment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S24_markUpIsText()
    {
        const QString text = QStringLiteral("<img src=\"file:///etc/passwd\"><script>x</script> http://example.com");
        QCOMPARE(shown(text.toUtf8()).text, text);
    }
    void S25_terminalSequencesAreMarks()
    {
        QCOMPARE(shown("a\x1b[31mred\x07").text, QStringLiteral("a\u2039001B\u203a[31mred\u20390007\u203a"));
        QCOMPARE(shown("\x1b]52;c;eA==\x07").text, QStringLiteral("\u2039001B\u203a]52;c;eA==\u20390007\u203a"));
    }
    void S26_directionMarksAndZeroWidthAreMarks()
    {
        QCOMPARE(shown("a\u202eb\u2066c\u200bd").text,
                 QStringLiteral("a\u2039202E\u203ab\u20392066\u203ac\u2039200B\u203ad"));
    }
    void S26_towersOfAccentsAreANumber()
    {
        const QString accent = QStringLiteral("\u0301");
        QCOMPARE(shown(QString(u'e' + accent.repeated(3) + u'x').toUtf8()).text,
                 QString(u'e' + accent.repeated(3) + u'x'));
        QCOMPARE(shown(QString(u'e' + accent.repeated(120) + u'x').toUtf8()).text,
                 QString(u'e' + accent.repeated(3) + QStringLiteral("\u2039+117\u203a") + u'x'));
    }
    void chipsStandForTags()
    {
        const VisibleSegment one = shown("x [PHONE_MASKED] [CARD_MASKED:34] [EMAIL_kqvbdtrm] [PHONE_BOOK]");
        QCOMPARE(one.text, QStringLiteral("x [PHONE] [CARD 34] [EMAIL kqvbdtrm] [PHONE_BOOK]"));
        QCOMPARE(one.chips.size(), 3);
        QCOMPARE(one.chips[1].begin, 10);
        QCOMPARE(one.chips[1].end, 19);
        QCOMPARE(one.chips[2].finding, std::size_t(2));
    }
    void droppedAndMovedPlacesAreSeen()
    {
        const std::vector<WrittenFinding> findings{
            {.path = "$", .begin = 4, .end = 4, .entity = Entity::Phone, .rule = "phone.plan"},
            {.path = "$", .begin = 10, .end = 20, .entity = Entity::BirthDate, .rule = "birth_date.cue"},
        };
        const auto read = readTextTranscript("at  born  1970-01-09", findings);
        QVERIFY(read);
        QCOMPARE(visibleSegment(**read, 0).text, QStringLiteral("at  [PHONE \u2205]born  1970-01-09"));
        QCOMPARE(visibleSegment(**read, 0).chips.size(), 2);
    }
    void searchIsWithoutCase()
    {
        const VisibleSegment one = shown("Order 12, ORDER 13", QStringLiteral("order"));
        QCOMPARE(one.hits.size(), 2);
        QCOMPARE(one.hits[1].begin, 10);
    }
};

MUSTER_TEST(TestVisibleSegment, QCoreApplication)

} // namespace tst_visiblesegment
#include "tst_visiblesegment.moc"
