// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/askednumbers.h"

#include "models/rules/lists/numberlistreader.h"
#include "models/rules/numbers/numberengine.h"
#include "network/wire/donotcall.h"

#include <QSet>
#include <QUtf8StringView>

namespace muster {

namespace {

bool isTextLine(QByteArrayView line)
{
    return !line.contains('\0') && QUtf8StringView(line).isValidUtf8();
}

std::string_view unquoted(std::string_view cell)
{
    cell = trimmedCell(cell);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
        cell = trimmedCell(cell.substr(1, cell.size() - 2));
    return cell;
}

AskedNumber readNumber(const NumberEngine &engine, std::string_view cell, qint64 line, RegionIndex region)
{
    using Kind = NumberListEntry::Kind;
    using Reading = AskedNumber::Reading;
    AskedNumber asked{.line = line,
                      .text = QString::fromUtf8(cell.data(), qsizetype(cell.size())).left(AskedNumber::maxShown)};
    const NumberListEntry entry = readNumberListEntry(engine, cell, region);
    if (entry.kind == Kind::NeedsRegion)
        asked.reading = Reading::NeedsRegion;
    if (entry.kind != Kind::Number && entry.kind != Kind::Repaired)
        return asked;
    asked.number = blockableNumber(std::to_string(entry.digits));
    asked.reading = asked.number == 0  ? Reading::NotHoldable
        : entry.kind == Kind::Repaired ? Reading::Repaired
                                       : Reading::Number;
    return asked;
}

} // namespace

Result<AskedNumbers> readAskedNumbers(const NumberEngine &engine, QByteArrayView text, RegionIndex region)
{
    if (text.size() > AskedNumbers::maxBytes)
        return failure(ErrorKind::LimitExceeded, "numbers_too_large");
    if (text.startsWith(QByteArrayView("\xEF\xBB\xBF")))
        text = text.sliced(3);
    AskedNumbers asked;
    QSet<std::uint64_t> seen;
    qsizetype at = 0;
    for (qint64 line = 1; at < text.size(); ++line) {
        qsizetype end = at;
        while (end < text.size() && text[end] != '\n' && text[end] != '\r')
            ++end;
        const QByteArrayView whole = text.sliced(at, end - at);
        if (!isTextLine(whole))
            return failure(ErrorKind::BadInput, "numbers_not_text", QString::number(line));
        at = end + (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        std::string_view rest(whole.data(), std::size_t(whole.size()));
        for (bool isLast = false; !isLast;) {
            const std::size_t separator = rest.find_first_of(",;\t");
            isLast = separator == std::string_view::npos;
            const std::string_view cell = unquoted(rest.substr(0, separator));
            if (!isLast)
                rest.remove_prefix(separator + 1);
            if (cell.empty())
                continue;
            AskedNumber number = readNumber(engine, cell, line, region);
            if (number.text.isEmpty())
                continue; // nothing but a byte order mark, as in files that were joined
            if (number.isReadable() && seen.contains(number.number)) {
                ++asked.repeated;
                continue;
            }
            if (asked.rows.size() >= AskedNumbers::mostNumbers) {
                return failure(ErrorKind::LimitExceeded, "too_many_numbers",
                               QString::number(AskedNumbers::mostNumbers));
            }
            if (number.isReadable())
                seen.insert(number.number);
            asked.rows.append(std::move(number));
        }
    }
    if (asked.rows.isEmpty())
        return failure(ErrorKind::BadInput, "numbers_none");
    return asked;
}

Result<AskedNumbers> readAskedNumbers(QByteArrayView text, const QString &region)
{
    const NumberEngine &engine = NumberEngine::shared();
    const QString code = region.toUpper();
    const RegionIndex index = engine.regions().indexOf(code.toStdString());
    if (index == 0 && !code.isEmpty())
        return failure(ErrorKind::BadInput, "unknown_region", region);
    return readAskedNumbers(engine, text, index);
}

} // namespace muster
