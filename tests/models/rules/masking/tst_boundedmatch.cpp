// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/boundedmatch.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <re2/re2.h>

using namespace muster;

namespace tst_boundedmatch {

class TestBoundedMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// What a group around the words would take, as RE2 itself says, at the same place of the text.
    void isWhatAGroupWouldTake()
    {
        const std::string words = "(?:ab|é|[0-9]+º?)(?: (?:漢|b|[0-9]))*";
        const re2::RE2 grouped(R"((?:^|[^\pL\pN])()" + words + R"()(?:$|[^\pL\pN]))");
        const re2::RE2 bounded(R"((?:^|[^\pL\pN]))" + words + R"((?:$|[^\pL\pN]))");
        const QStringList pieces
            = {QStringLiteral("ab"), QStringLiteral("é"),  QStringLiteral("1"), QStringLiteral("º"),
               QStringLiteral("漢"), QStringLiteral("b"),  QStringLiteral(" "), QStringLiteral("…"),
               QStringLiteral("."),  QStringLiteral("😀"), QStringLiteral("\n")};
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        int found = 0;
        for (int round = 0; round < 20'000; ++round) {
            QString made;
            for (int count = random.bounded(8); count > 0; --count)
                made += pieces[random.bounded(pieces.size())];
            const std::string text = made.toStdString();
            re2::StringPiece expected;
            const bool isFound = re2::RE2::PartialMatch(text, grouped, &expected);
            const std::string_view match = boundedMatch(bounded, text);
            const QByteArray told = QByteArray::number(seed) + ": " + QByteArray::fromStdString(text);
            QVERIFY2(match.empty() != isFound, told.constData());
            if (!isFound)
                continue;
            ++found;
            QVERIFY2(match.data() == expected.data() && match.size() == expected.size(), told.constData());
        }
        QVERIFY(found > 2'000);
    }
};

MUSTER_TEST(TestBoundedMatch, muster::tests::NoApplication)

} // namespace tst_boundedmatch
#include "tst_boundedmatch.moc"
