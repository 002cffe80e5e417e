// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "labelledset.h"
#include "models/rules/masking/masklocator.h"

#include "models/rules/masking/maskscope.h"
#include "models/rules/masking/maskwords.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>

using namespace muster;
using namespace muster::tests;

namespace tst_masklocator {

namespace {

using Ends = std::vector<std::uint32_t>;

/// Each way to look that this build has.
const std::vector<std::unique_ptr<const MaskLocator>> &locators()
{
    static const auto all = [] {
        const std::vector<LocatorPattern> patterns = MaskScope::of(labelledPolicy()).patterns();
        std::vector<std::unique_ptr<const MaskLocator>> made;
        made.push_back(MaskLocator::makeRe2(patterns));
        if (auto vectorscan = MaskLocator::makeVectorscan(patterns))
            made.push_back(std::move(vectorscan));
        return made;
    }();
    return all;
}

/// Words that lead to marks, pieces of them, and letters that are one bit away from the accents in them.
std::string anyText(QRandomGenerator &random)
{
    static const std::vector<std::string> pieces = {"security code",
                                                    "code de sécurité",
                                                    "Código de seguridad",
                                                    "card verification",
                                                    " code",
                                                    "CVV2",
                                                    "prüfziffer",
                                                    "nac\xc3\xad",
                                                    "nac\xe3\xad\xbf",
                                                    "n\xc3\xa9",
                                                    "n\xe3\xa9\xbf",
                                                    "née",
                                                    "D.O.B",
                                                    "born",
                                                    "birth",
                                                    "date of",
                                                    "Geboren",
                                                    "naci",
                                                    "dot",
                                                    "DOT",
                                                    "punkt",
                                                    "point",
                                                    "com",
                                                    "co",
                                                    ".co",
                                                    ".uk",
                                                    "uk",
                                                    "de",
                                                    "gmail",
                                                    "ventitr\xc3\xa9",
                                                    "ventitr\xe3\xa9\xa9",
                                                    "vent",
                                                    "cent",
                                                    "fünf",
                                                    "funf",
                                                    "zwanzig",
                                                    "drei",
                                                    "dreißig",
                                                    "dreissig",
                                                    "fünfzig",
                                                    "seis",
                                                    "sésame",
                                                    "ß",
                                                    "…",
                                                    "und",
                                                    "hundert",
                                                    "honderd",
                                                    "zéro",
                                                    "three",
                                                    "TRES",
                                                    "één",
                                                    "@",
                                                    "1",
                                                    "42",
                                                    ":",
                                                    ":beef",
                                                    "::1",
                                                    " ",
                                                    " ",
                                                    " ",
                                                    "\n",
                                                    ".",
                                                    ", ",
                                                    "-",
                                                    "e",
                                                    "s",
                                                    "\xc3\xa9",
                                                    "\xe3\x81\x82",
                                                    "_",
                                                    "\xc2\xa0"};
    std::string text;
    for (int left = random.bounded(1, 24); left > 0; --left)
        text += pieces[std::size_t(random.bounded(int(pieces.size())))];
    return text;
}

/// Ends of whole words for numbers: of other ends in the midst of such words, one locator reports more than the other.
Ends wholeNumberWords(const std::string &text, const Ends &ends)
{
    Ends whole;
    std::ranges::copy_if(ends, std::back_inserter(whole), [&text](std::uint32_t end) {
        const MaskWord word = MaskWord::endingAt(text, end);
        return word.end == end && (end == text.size() || !MaskWord::isPart(text[end]))
            && numberReadings(word.plain()) != nullptr;
    });
    return whole;
}

} // namespace

class TestMaskLocator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksWhatIsLookedFor_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("mark");
        QTest::addColumn<QList<int>>("ends");
        const auto row = [](const char *name, const char *text, MaskMark mark, const QList<int> &ends) {
            QTest::newRow(name) << QByteArray(text) << int(mark) << ends;
        };
        row("capitals", "My CVV, my cvv", MaskMark::CardCheckWord, {6, 14});
        row("one phrase over another",
            "security code de s\xc3\xa9"
            "curit\xc3\xa9 123",
            MaskMark::CardCheckWord, {13, 27});
        row("with its accent", "nac\xc3\xad el 3", MaskMark::BirthWord, {6});
        row("an accent's byte in another case is another letter", "nac\xe3\xad\xbf el 3", MaskMark::BirthWord, {});
        row("a word that goes on behind its accent", "drei dreissig drei\xc3\x9fig", MaskMark::NumberWord, {4, 13, 22});
        row("two levels of a domain", "dot co.uk", MaskMark::SpokenDot, {6, 9});
    }
    void marksWhatIsLookedFor()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const int, mark);
        QFETCH(const QList<int>, ends);
        for (const auto &locator : locators()) {
            MaskScratch scratch;
            QVERIFY(locator->locate(std::string_view(text.data(), std::size_t(text.size())), scratch));
            Ends found = scratch.hits.of(static_cast<MaskMark>(mark));
            if (static_cast<MaskMark>(mark) == MaskMark::NumberWord)
                found = wholeNumberWords(text.toStdString(), found);
            QCOMPARE(QList<int>(found.begin(), found.end()), ends);
        }
    }

#ifdef MUSTER_HAVE_VECTORSCAN
    void bothMarkTheSame()
    {
        QCOMPARE(locators().size(), std::size_t(2));
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        MaskScratch one, other;
        std::array<std::size_t, maskMarkCount> found{};
        for (int round = 0; round < 20'000; ++round) {
            const std::string text = anyText(random);
            QVERIFY(locators()[0]->locate(text, one));
            QVERIFY(locators()[1]->locate(text, other));
            for (std::size_t mark = 0; mark < maskMarkCount; ++mark) {
                Ends a = one.hits.ends[mark], b = other.hits.ends[mark];
                if (static_cast<MaskMark>(mark) == MaskMark::NumberWord) {
                    a = wholeNumberWords(text, a);
                    b = wholeNumberWords(text, b);
                }
                QVERIFY2(a == b,
                         qPrintable(QStringLiteral("seed %1, mark %2: ").arg(seed).arg(mark)
                                    + QString::fromStdString(text)));
                found[mark] += a.size();
            }
        }
        for (const std::size_t count : found)
            QVERIFY(count > 100);
    }
#endif
};

MUSTER_TEST(TestMaskLocator, muster::tests::NoApplication)

} // namespace tst_masklocator
#include "tst_masklocator.moc"
