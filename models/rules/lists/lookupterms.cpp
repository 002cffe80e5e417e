// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/lookupterms.h"

#include <algorithm>
#include <limits>

namespace muster {

qint64 LookupTerms::requestLimit() const
{
    const qint64 byCount = std::max<qint64>(0, most.value_or(std::numeric_limits<qint64>::max()));
    if (price <= 0)
        return byCount;
    return std::min(byCount, std::max<Amount>(0, budget.value_or(0)) / price);
}

Amount LookupTerms::costOf(qint64 requests) const
{
    if (price <= 0 || requests <= 0)
        return 0;
    return requests > largestAmount / price ? largestAmount : requests * price;
}

std::optional<Amount> amountFrom(QStringView text)
{
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.first(point);
    const QStringView fraction = point < 0 ? QStringView() : text.sliced(point + 1);
    const auto areDigits = [](QStringView part) {
        return std::all_of(part.begin(), part.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    };
    if (whole.isEmpty() || whole.size() > 7 || fraction.size() > 6 || (point >= 0 && fraction.isEmpty())
        || !areDigits(whole) || !areDigits(fraction))
        return std::nullopt;
    const QString millionths = fraction.toString() + QString(6 - fraction.size(), u'0');
    const Amount amount = whole.toLongLong() * wholeAmount + millionths.toLongLong();
    return amount <= largestAmount ? std::optional(amount) : std::nullopt;
}

QString amountKey(Amount amount)
{
    QString fraction = QString::number(amount % wholeAmount).rightJustified(6, u'0');
    while (fraction.size() > 2 && fraction.endsWith(u'0'))
        fraction.chop(1);
    return QString::number(amount / wholeAmount) + u'.' + fraction;
}

} // namespace muster
