// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testpaths.h"

#include <QFile>

namespace muster::test {

QString dataFile(const QString &name)
{
    return QStringLiteral(MUSTER_TEST_DATA) + u'/' + name;
}

QByteArray dataBytes(const QString &name)
{
    QFile file(dataFile(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test data %s", qPrintable(file.fileName()));
    return file.readAll();
}

} // namespace muster::test
