// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_scrub [NUMBERS [ENTRIES]]: looks for numbers as they stand in a file (1,000,000 unless said otherwise) in a
// registry (10,000,000 entries) that lies on the disk, and in a plain hash set of strings in the same run, each in a
// process of its own. Opening the registry and filling the hash set come first and are measured apart; memory is that of
// both. Our side reads each text as a number, the hash set takes it as it stands.

#include "models/rules/numbers/numberengine.h"
#include "models/scrub/numbersetfile.h"
#include "models/scrub/scrub.h"
#include "tests/perf/figures.h"

#include <QTemporaryDir>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

using namespace muster;
using namespace muster::perf;

namespace {

/// All over the North American numbering plan, and the same each time.
class Numbers
{
public:
    explicit Numbers(std::uint64_t seed)
        : m_random(seed)
    {
    }
    [[nodiscard]] std::uint64_t next()
    {
        const std::uint64_t area = 201 + m_random() % 788, local = 2'000'000 + m_random() % 8'000'000;
        return 10'000'000'000 + area * 10'000'000 + local;
    }

private:
    std::mt19937_64 m_random;
};

std::string spelled(std::uint64_t number)
{
    return '+' + std::to_string(number);
}

struct Sizes
{
    std::int64_t numbers = 1'000'000, entries = 10'000'000;
};

/// Every fourth is in the registry.
std::vector<std::string> contacts(const Sizes &sizes)
{
    Numbers listed(1), others(2);
    std::vector<std::string> texts;
    texts.reserve(std::size_t(sizes.numbers));
    for (std::int64_t at = 0; at < sizes.numbers; ++at)
        texts.push_back(spelled(at % 4 == 0 ? listed.next() : others.next()));
    return texts;
}

void check(bool isGood)
{
    if (!isGood)
        std::exit(1);
}

/// What filling and looking took, and what was found; in a process of its own.
struct Measured
{
    Cost filling, looking;
};

template <typename Fill, typename Look>
Measured measured(const Fill &fill, const Look &look)
{
    Measured both;
    both.filling = costApart([&] {
        return costOf([&] { return fill(); });
    });
    both.looking = costApart([&] {
        const auto set = fill();
        return costOf([&] { return look(set); });
    });
    return both;
}

} // namespace

int main(int argc, char **argv)
{
    Sizes sizes;
    if (argc > 1)
        sizes.numbers = std::atoll(argv[1]);
    if (argc > 2)
        sizes.entries = std::atoll(argv[2]);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("registry"));
    {
        NumberSetWriter writer(folder.path());
        Numbers numbers(1);
        for (std::int64_t at = 0; at < sizes.entries; ++at)
            check(writer.addNumber(numbers.next()).has_value());
        check(writer.write(file, {}).has_value());
    }
    const std::vector<std::string> texts = contacts(sizes);
    const NumberEngine &engine = NumberEngine::shared();
    std::int64_t expected = 0;
    {
        const auto set = NumberSetFile::open(file);
        check(set.has_value());
        for (const std::string &text : texts)
            expected += (*set)->contains(std::strtoull(text.c_str() + 1, nullptr, 10)) ? 1 : 0;
    }
    const auto openFile = [&] {
        auto set = NumberSetFile::open(file);
        check(set.has_value());
        return *set;
    };
    const Measured ours = measured(openFile, [&](const std::shared_ptr<const NumberSetFile> &set) {
        // As Scrub does it, a block of rows at a time.
        constexpr std::size_t block = 4096;
        std::array<std::uint64_t, block> numbers{};
        std::array<bool, block> listed{};
        std::int64_t found = 0;
        for (std::size_t from = 0; from < texts.size(); from += block) {
            const std::size_t count = std::min(block, texts.size() - from);
            for (std::size_t at = 0; at < count; ++at)
                numbers[at] = readForScrub(engine, texts[from + at], 0, NumberForm::Text).e164;
            set->contain({numbers.data(), count}, {listed.data(), count});
            found += std::count(listed.begin(), listed.begin() + std::ptrdiff_t(count), true);
        }
        check(found == expected);
        return found;
    });
    const auto fillSet = [&] {
        std::unordered_set<std::string> set;
        Numbers numbers(1);
        for (std::int64_t at = 0; at < sizes.entries; ++at)
            set.insert(spelled(numbers.next()));
        return set;
    };
    const Measured theirs = measured(fillSet, [&](const std::unordered_set<std::string> &set) {
        std::int64_t found = 0;
        for (const std::string &text : texts)
            found += set.contains(text) ? 1 : 0;
        check(found == expected);
        return found;
    });
    const double millions = double(sizes.numbers) / 1e6;
    report({.name = "scrub, a number",
            .unit = "us",
            .ours = ours.looking.seconds / millions,
            .reference = "hash set of strings",
            .theirs = theirs.looking.seconds / millions,
            .ratio = Ratio::TimesAsFast,
            .wanted = 1});
    report({.name = "scrub, registry in memory",
            .unit = "MiB",
            .ours = std::max(ours.filling.mebibytes, double(openFile()->bytes()) / 1048576),
            .reference = "hash set of strings",
            .theirs = theirs.filling.mebibytes,
            .ratio = Ratio::OfTheirs,
            .wanted = 0.2});
    report({.name = "scrub, until the registry can be asked",
            .unit = "s",
            .ours = ours.filling.seconds,
            .reference = "hash set of strings",
            .theirs = theirs.filling.seconds});
    return 0;
}
