// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"
#include "app/reference/referencewriters.h"
#include "models/help/errorcatalogue.h"
#include "resources/resources.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <cstdio>

// muster-reference man|bash|zsh|fish|commands|errors|findings FILE
int main(int argc, char **argv)
{
    // The pages are in English wherever they are written, with its plurals.
    const QCoreApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    muster::installTranslations(*QCoreApplication::instance());
    const QString form = argc == 3 ? QString::fromLocal8Bit(argv[1]) : QString();
    const muster::CommandReference program = muster::describeCommandLine();
    QByteArray text;
    if (form == QLatin1String("man"))
        text = muster::manPage(program, QStringLiteral(MUSTER_VERSION));
    else if (form == QLatin1String("bash"))
        text = muster::bashCompletion(program);
    else if (form == QLatin1String("zsh"))
        text = muster::zshCompletion(program);
    else if (form == QLatin1String("fish"))
        text = muster::fishCompletion(program);
    else if (form == QLatin1String("commands"))
        text = muster::commandPage(program);
    else if (form == QLatin1String("errors"))
        text = muster::errorCataloguePage().toUtf8();
    else if (form == QLatin1String("findings"))
        text = muster::findingCataloguePage().toUtf8();
    if (text.isEmpty()) {
        std::fputs("usage: muster-reference man|bash|zsh|fish|commands|errors|findings FILE\n", stderr);
        return 2;
    }
    QFile file(QString::fromLocal8Bit(argv[2]));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size() || !file.flush()) {
        std::fprintf(stderr, "%s: %s\n", argv[2], qPrintable(file.errorString()));
        return 1;
    }
    return 0;
}
