// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/labeldifference.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_labeldifference {

/// What stands around a labelled place.
class TestLabelDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsAreLines()
    {
        const MarkedText text{.turns = {u"your number?"_s, u"it is 555 0123 ok"_s, u"thanks"_s}, .isTurns = true};
        const TextExcerpt excerpt = excerptOf(text, {1, 6, 14, Entity::Phone});
        QCOMPARE(excerpt.before, u"your number?\nit is "_s);
        QCOMPARE(excerpt.place, u"555 0123"_s);
        QCOMPARE(excerpt.after, u" ok\nthanks"_s);
        QVERIFY(!excerpt.isCutBefore && !excerpt.isCutInside && !excerpt.isCutAfter);
    }
    /// Positions count code points, of which one takes two units of UTF-16.
    void positionsAreCodePoints()
    {
        const MarkedText text{.turns = {u"\U0001F600\U0001F600 a@b.c \U0001F600"_s}};
        const TextExcerpt excerpt = excerptOf(text, {0, 3, 8, Entity::Email});
        QCOMPARE(excerpt.before, u"\U0001F600\U0001F600 "_s);
        QCOMPARE(excerpt.place, u"a@b.c"_s);
        QCOMPARE(excerpt.after, u" \U0001F600"_s);
    }
    void longTextsAreCut()
    {
        QString faces;
        for (int i = 0; i < 1000; ++i)
            faces += u"\U0001F600"_s;
        // Far turns are left out, near ones are cut, and no code point is torn.
        const MarkedText text{.turns = {u"far"_s, faces, faces + u"x"_s + faces, faces, u"far"_s}, .isTurns = true};
        const TextExcerpt excerpt = excerptOf(text, {2, 1000, 1001, Entity::Phone});
        QCOMPARE(excerpt.place, u"x"_s);
        QCOMPARE(excerpt.before, faces.left(2 * TextExcerpt::longest));
        QCOMPARE(excerpt.after, faces.left(2 * TextExcerpt::longest));
        QVERIFY(excerpt.isCutBefore && !excerpt.isCutInside && excerpt.isCutAfter);
        const TextExcerpt whole = excerptOf(text, {1, 0, 1000, Entity::Phone});
        QCOMPARE(whole.before, u"far\n"_s);
        QCOMPARE(whole.place, faces.left(2 * TextExcerpt::longest));
        QVERIFY(whole.isCutInside && !whole.isCutBefore);
        // From the turn before, the end is kept.
        const TextExcerpt first = excerptOf(text, {3, 0, 1, Entity::Phone});
        QCOMPARE(first.before.right(3), faces.right(2) + u'\n');
        QCOMPARE(first.before.toUcs4().size(), TextExcerpt::longest);
    }
};

MUSTER_TEST(TestLabelDifference, muster::tests::NoApplication)

} // namespace tst_labeldifference
#include "tst_labeldifference.moc"
