// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/amounttext.h"

#include <QLocale>

namespace muster {

QString amountText(Amount amount)
{
    const QString key = amountKey(amount);
    const qsizetype places = key.size() - key.indexOf(u'.') - 1;
    // Exact: an amount has at most 13 digits, a double 15.
    return QLocale().toString(double(amount) / double(wholeAmount), 'f', int(places));
}

QString numberText(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace muster
