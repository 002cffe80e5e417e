// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/wordtable.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <unordered_map>

using namespace muster;

namespace tst_wordtable {

namespace {

/// Of few letters, many with the same first seven.
std::string anyWord(QRandomGenerator &random)
{
    std::string word;
    for (int size = random.bounded(12); size > 0; --size)
        word += word.size() < 7 && random.bounded(8) != 0 ? 'a' : char('a' + random.bounded(3));
    return word;
}

} // namespace

class TestWordTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void walksTheWordsOfAList()
    {
        std::string seen;
        const auto use = [&seen](std::string_view word) { seen.append(word) += '|'; };
        forEachListedWord(" one  two-two three ", use);
        QCOMPARE(QByteArray::fromStdString(seen), QByteArray("one|two-two|three|"));
        forEachListedWord("", use);
        forEachListedWord(" ", use);
        forEachListedWord("four", use);
        QCOMPARE(QByteArray::fromStdString(seen), QByteArray("one|two-two|three|four|"));
    }

    void knowsItsWordsAndNoOthers()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        for (int round = 0; round < 50; ++round) {
            std::unordered_map<std::string, int> words;
            for (int count = random.bounded(400); count > 0; --count)
                words[anyWord(random)] = count;
            const WordTable<int> table(words);
            for (int question = 0; question < 2'000; ++question) {
                const std::string word = anyWord(random);
                const auto known = words.find(word);
                const int *value = table.find(word);
                const QByteArray told = QByteArray::number(seed) + ": " + QByteArray::fromStdString(word);
                QVERIFY2((value != nullptr) == (known != words.end()), told.constData());
                QVERIFY2(value == nullptr || *value == known->second, told.constData());
            }
        }
    }
};

MUSTER_TEST(TestWordTable, muster::tests::NoApplication)

} // namespace tst_wordtable
#include "tst_wordtable.moc"
