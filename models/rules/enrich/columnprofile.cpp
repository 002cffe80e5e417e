// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/columnprofile.h"

#include "models/rules/enrich/datestep.h"
#include "models/rules/enrich/textsteps.h"
#include "models/rules/enrich/valueform.h"
#include "models/rules/texthash.h"
#include "network/wire/mapped.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace muster {

namespace {

constexpr std::size_t exactLimit = 1024;
constexpr unsigned indexBits = 12;
constexpr std::size_t registerCount = std::size_t(1) << indexBits;
constexpr std::uint64_t hashSeed = 0x5851F42D4C957F2D; // any odd number will do

} // namespace

void DistinctEstimate::add(std::string_view text)
{
    addHash(textHash(text, hashSeed));
}

DistinctEstimate &DistinctEstimate::operator+=(const DistinctEstimate &other)
{
    for (const std::uint64_t hash : other.m_hashes)
        addHash(hash);
    if (other.isExact())
        return *this;
    if (isExact())
        leaveExactness();
    for (std::size_t i = 0; i < registerCount; ++i)
        m_registers[i] = std::max(m_registers[i], other.m_registers[i]);
    return *this;
}

std::int64_t DistinctEstimate::count() const
{
    if (isExact())
        return std::int64_t(m_hashes.size());
    constexpr double registers = double(registerCount);
    constexpr double bias = 0.7213 / (1.0 + 1.079 / registers);
    double sum = 0;
    for (const std::uint8_t rank : m_registers)
        sum += std::ldexp(1.0, -int(rank));
    const double raw = bias * registers * registers / sum;
    const auto empty = std::count(m_registers.begin(), m_registers.end(), 0);
    if (raw <= 2.5 * registers && empty > 0)
        return std::llround(registers * std::log(registers / double(empty)));
    return std::llround(raw);
}

void DistinctEstimate::addHash(std::uint64_t hash)
{
    if (!isExact()) {
        enter(hash);
        return;
    }
    const auto place = std::lower_bound(m_hashes.begin(), m_hashes.end(), hash);
    if (place != m_hashes.end() && *place == hash)
        return;
    if (m_hashes.size() < exactLimit) {
        m_hashes.insert(place, hash);
        return;
    }
    leaveExactness();
    enter(hash);
}

void DistinctEstimate::leaveExactness()
{
    m_registers.assign(registerCount, 0);
    for (const std::uint64_t hash : m_hashes)
        enter(hash);
    m_hashes = {};
}

void DistinctEstimate::enter(std::uint64_t hash)
{
    // The last bit set ends the run of zeros at 52.
    const std::uint64_t rest = hash << indexBits | std::uint64_t(1) << (indexBits - 1);
    std::uint8_t &rank = m_registers[hash >> (64 - indexBits)];
    rank = std::max(rank, std::uint8_t(std::countl_zero(rest) + 1));
}

namespace {

// Day first before month first; the form of the contract before all others.
constexpr std::array<const char *, 12> dateForms
    = {"yyyy-MM-dd", "d.M.yyyy", "d/M/yyyy", "M/d/yyyy", "d-M-yyyy", "M-d-yyyy",
       "yyyy/M/d",   "yyyyMMdd", "d.M.yy",   "d/M/yy",   "M/d/yy",   "d MMM yyyy"};

struct NumberForm
{
    const char *decimal, *group;
};
constexpr std::array<NumberForm, 4> numberForms = {{{".", ""}, {".", ","}, {",", "."}, {",", " "}}};

// Bits of what every cell so far fits.
constexpr std::size_t integerBit = 0, booleanBit = 1, firstNumber = 2, firstDate = firstNumber + numberForms.size(),
                      formCount = firstDate + dateForms.size();
static_assert(formCount <= 32);

/// The forms, made once; immutable, so that any thread may use them.
struct Forms
{
    ValueForm values{BooleanWords::of(QLocale(QLocale::English)), false};
    std::vector<TransformStepPointer> steps; ///< Numbers, then dates.

    Forms()
    {
        for (const ReadNumber &form : commonNumberForms())
            steps.push_back(NumberStep::make(form));
        for (const QString &form : commonDateForms())
            steps.push_back(DateStep::make(form, QLocale(QLocale::English)));
    }
};

const Forms &forms()
{
    static const Forms all;
    return all;
}

/// A phone number or a postcode: as a number it would lose something.
bool isCode(std::string_view cell)
{
    return cell.front() == '+' || (cell.size() > 1 && cell.front() == '0' && cell[1] >= '0' && cell[1] <= '9');
}

} // namespace

void ColumnProfile::add(std::string_view cell)
{
    ++m_rows;
    cell = trimmedText(cell);
    if (isNullWord(cell))
        return;
    ++m_filled;
    m_distinct.add(cell);
    if (m_fits != 0)
        narrow(cell);
    if (m_examples.size() < maxExamples)
        addExample(cell);
}

void ColumnProfile::addExample(std::string_view cell)
{
    const std::string_view shown = shortenedText(cell, maxExample);
    if (std::find(m_examples.begin(), m_examples.end(), shown) == m_examples.end())
        m_examples.emplace_back(shown);
}

void ColumnProfile::narrow(std::string_view cell)
{
    std::string result;
    if (cell.size() > 64) { // no form is that long
        m_fits = 0;
        return;
    }
    const bool code = isCode(cell);
    if (fits(integerBit) && (code || forms().values.append(ListAttributeType::Integer, cell, result)))
        m_fits &= ~(std::uint32_t(1) << integerBit);
    if (fits(booleanBit) && forms().values.append(ListAttributeType::Boolean, cell, result))
        m_fits &= ~(std::uint32_t(1) << booleanBit);
    for (std::size_t form = firstNumber; form < formCount; ++form) {
        result.clear();
        const bool number = form < firstDate;
        if (fits(form) && ((number && code) || forms().steps[form - firstNumber]->apply(cell, result)))
            m_fits &= ~(std::uint32_t(1) << form);
    }
}

ColumnProfile &ColumnProfile::operator+=(const ColumnProfile &later)
{
    m_rows += later.m_rows;
    m_filled += later.m_filled;
    m_fits &= later.m_fits;
    m_distinct += later.m_distinct;
    for (const std::string &example : later.m_examples) {
        if (m_examples.size() < maxExamples)
            addExample(example);
    }
    return *this;
}

std::optional<double> ColumnProfile::fillRate() const
{
    return m_rows > 0 ? std::optional(double(m_filled) / double(m_rows)) : std::nullopt;
}

std::optional<ListAttributeType> ColumnProfile::type() const
{
    if (m_filled == 0)
        return std::nullopt;
    if (fits(integerBit))
        return ListAttributeType::Integer;
    if (!numberFormats().isEmpty())
        return ListAttributeType::Decimal;
    if (fits(booleanBit))
        return ListAttributeType::Boolean;
    return dateFormats().isEmpty() ? ListAttributeType::Text : ListAttributeType::Date;
}

QStringList ColumnProfile::dateFormats() const
{
    QStringList formats;
    const QStringList common = commonDateForms();
    for (std::size_t form = 0; form < dateForms.size() && m_filled > 0; ++form) {
        if (fits(firstDate + form))
            formats.append(common[qsizetype(form)]);
    }
    return formats;
}

QList<ReadNumber> ColumnProfile::numberFormats() const
{
    QList<ReadNumber> formats;
    const QList<ReadNumber> common = commonNumberForms();
    for (std::size_t form = 0; form < numberForms.size() && m_filled > 0; ++form) {
        if (fits(firstNumber + form))
            formats.append(common[qsizetype(form)]);
    }
    return formats;
}

QStringList commonDateForms()
{
    return mapped(dateForms, [](const char *form) { return QString::fromLatin1(form); });
}

QList<ReadNumber> commonNumberForms()
{
    return mapped(numberForms, [](const auto &form) {
        return ReadNumber{QString::fromLatin1(form.decimal), QString::fromLatin1(form.group)};
    });
}

QStringList ColumnProfile::examples() const
{
    return mapped(m_examples, [](const std::string &example) { return QString::fromStdString(example); });
}

} // namespace muster
