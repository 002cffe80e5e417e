// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/celltreatment.h"

#include "models/rules/masking/maskfinding.h"
#include "models/rules/numbers/numberengine.h"

#include <QMessageAuthenticationCode>
#include <algorithm>
#include <limits>
#include <optional>

namespace muster {

namespace {

constexpr std::string_view purpose = "muster export pseudonym 1";
constexpr std::string_view anyMask = "[MASKED]";
constexpr std::size_t longestPhone = 40, longestEmail = 320;
constexpr std::size_t phoneDigitsKept = 2;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// In E.164 form, where it is certain which number is meant: international and valid. Without the plus sign it would
/// take a region that nobody has told.
std::optional<std::string> certainPhone(std::string_view value)
{
    const auto isOfPhone
        = [](char c) { return isDigit(c) || c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/'; };
    if (value.size() > longestPhone || value.front() != '+' || !std::ranges::all_of(value.substr(1), isOfPhone))
        return std::nullopt;
    const NumberEngine &engine = NumberEngine::shared();
    const NumberVerdict verdict = engine.classify(value, 0);
    if (!verdict.valid())
        return std::nullopt;
    return engine.e164Text(verdict, value, 0);
}

/// A whole value that can hardly be anything else; which addresses are deliverable does not matter here.
bool isEmail(std::string_view value)
{
    const std::size_t at = value.find('@');
    if (value.size() > longestEmail || at == 0 || at == value.npos || value.find('@', at + 1) != value.npos)
        return false;
    const std::string_view domain = value.substr(at + 1);
    const std::size_t dot = domain.rfind('.');
    return dot != domain.npos && dot > 0 && dot + 1 < domain.size()
        && std::ranges::none_of(value, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == ','; });
}

} // namespace

std::string CellTreatment::masked(std::string_view value)
{
    if (const auto phone = certainPhone(value)) {
        std::string tag(entityTag(Entity::Phone));
        tag.back() = ':';
        return tag + phone->substr(phone->size() - phoneDigitsKept) + ']';
    }
    return std::string(isEmail(value) ? entityTag(Entity::Email) : anyMask);
}

std::string CellTreatment::pseudonym(std::string_view value) const
{
    static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";
    const auto phone = certainPhone(value);
    const std::string_view meant = phone ? std::string_view(*phone) : value;
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_key.bytes().toByteArray());
    code.addData(purpose.data(), qsizetype(purpose.size()));
    code.addData("\0", 1);
    code.addData(meant.data(), qsizetype(meant.size()));
    const QByteArray digest = code.result();
    std::string name(pseudonymPrefix);
    std::uint32_t bits = 0;
    int held = 0;
    for (qsizetype at = 0; name.size() < pseudonymPrefix.size() + pseudonymLetters;) {
        if (held < 5) {
            bits = (bits << 8 | static_cast<unsigned char>(digest[at++])) & 0xFFFF;
            held += 8;
        }
        held -= 5;
        name += letters[bits >> held & 31];
    }
    return name;
}

TreatedPages::TreatedPages(std::shared_ptr<const PageDecoder> decoder, const QStringList &attributes,
                           const TreatedColumns &treated, Secret key)
    : m_decoder(std::move(decoder))
    , m_cells(std::move(key))
    , m_idTreatment(treatmentOf(treated, contactIdColumn))
{
    for (const QString &attribute : attributes)
        m_treatments.push_back(treatmentOf(treated, attribute));
}

std::shared_ptr<const PageDecoder> TreatedPages::over(std::shared_ptr<const PageDecoder> decoder,
                                                      const QStringList &attributes, const TreatedColumns &treated,
                                                      const Secret &key)
{
    if (treated.isEmpty())
        return decoder;
    return std::make_shared<TreatedPages>(std::move(decoder), attributes, treated, key);
}

Result<RecordPage> TreatedPages::decode(const RawPage &page) const
{
    TRY(raw, m_decoder->decode(page));
    if (raw->columnCount != m_treatments.size())
        return failure(ErrorKind::UnexpectedShape, "page_does_not_fit");
    RecordPage treated = treat(*raw);
    if (treated.arena.size() > qsizetype(std::numeric_limits<std::uint32_t>::max()))
        return failure(ErrorKind::LimitExceeded, "page_too_large");
    return treated;
}

RecordPage TreatedPages::treat(const RecordPage &raw) const
{
    RecordPage page = raw;
    page.arena = QByteArray(); // a new one: what was raw is in no memory that is shared
    page.arena.reserve(raw.arena.size());
    page.extra.clear();
    const auto put = [&page](std::string_view text, RecordCell &cell) {
        cell.offset = std::uint32_t(page.arena.size());
        cell.length = std::uint32_t(text.size());
        page.arena.append(text.data(), qsizetype(text.size()));
    };
    const auto treatCell = [&](ColumnTreatment treatment, std::string_view text, bool isFilled, RecordCell &cell) {
        if (treatment == ColumnTreatment::AsIs || !isFilled)
            return put(text, cell);
        cell.kind = RecordCell::Kind::Text;
        put(treatment == ColumnTreatment::Masked ? CellTreatment::masked(text) : m_cells.pseudonym(text), cell);
    };
    for (std::size_t row = 0; row < raw.rowCount(); ++row) {
        treatCell(m_idTreatment, raw.id(row), true, page.ids[row]);
        for (std::size_t column = 0; column < raw.columnCount; ++column) {
            const RecordCell &cell = raw.cell(row, column);
            if (cell.kind != RecordCell::Kind::Absent)
                treatCell(m_treatments[column], raw.text(cell), raw.isFilled(cell),
                          page.cells[row * raw.columnCount + column]);
        }
    }
    return page;
}

} // namespace muster
