// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/bytemarks.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>

using namespace muster;

namespace tst_bytemarks {

namespace {

const std::vector<LocatorPattern> &shortest()
{
    static const std::vector<LocatorPattern> patterns = {{MaskMark::DigitGroup, "[0-9][^0-9]"},
                                                         {MaskMark::NumberWord, "\\bo\\b"},
                                                         {MaskMark::NumberWord, "\\boh\\b"},
                                                         {MaskMark::NumberWord, "\\bun\\b"},
                                                         {MaskMark::NumberWord, "\\bum\\b"}};
    return patterns;
}

/// Of what is looked for, and of what must not be taken for it.
std::string anyText(QRandomGenerator &random, qsizetype size)
{
    static const std::string bytes = "oOhHuUnNmM0019 \n_-'.\x80\xff\xc3\xa3"
                                     "az";
    std::string text;
    for (qsizetype i = 0; i < size; ++i)
        text += bytes[std::size_t(random.bounded(int(bytes.size())))];
    return text;
}

} // namespace

class TestByteMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheShortestPatternsOnly()
    {
        std::vector<LocatorPattern> patterns = shortest();
        const std::vector<LocatorPattern> others = {{MaskMark::At, "@"},
                                                    {MaskMark::NumberWord, "\\bone\\b"},
                                                    {MaskMark::NumberWord, "\\b\\b"},
                                                    {MaskMark::NumberWord, "\\b.\\b"},
                                                    {MaskMark::NumberWord, "o"}};
        patterns.insert(patterns.end(), others.begin(), others.end());
        (void)ByteMarks::takenFrom(patterns);
        QCOMPARE(patterns, others);
    }

    /// Sizes around those of the blocks that are looked at together, so that everything stands at every edge.
    void findsWhatAnExpressionFinds()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        std::vector<LocatorPattern> patterns = shortest();
        const auto expressions = MaskLocator::makeRe2(patterns);
        const ByteMarks marks = ByteMarks::takenFrom(patterns);
        std::size_t found = 0;
        for (qsizetype size = 0; size < 400; ++size) {
            for (int round = 0; round < 40; ++round) {
                const std::string text = anyText(random, size);
                MaskScratch scratch;
                QVERIFY(expressions->locate(text, scratch));
                MaskHits hits;
                marks.locate(text, hits);
                for (std::size_t mark = 0; mark < maskMarkCount; ++mark) {
                    QVERIFY2(hits.ends[mark] == scratch.hits.ends[mark],
                             qPrintable(QStringLiteral("seed %1, size %2, mark %3").arg(seed).arg(size).arg(mark)));
                    found += hits.ends[mark].size();
                }
            }
        }
        QVERIFY(found > 100'000);
    }
};

MUSTER_TEST(TestByteMarks, muster::tests::NoApplication)

} // namespace tst_bytemarks
#include "tst_bytemarks.moc"
