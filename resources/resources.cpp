// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"

#include <QCoreApplication>
#include <QTranslator>

// Outside the namespace: the macro declares a function of the global one.
static void registerIcons()
{
    Q_INIT_RESOURCE(muster_icons);
}

static void registerTranslations()
{
    Q_INIT_RESOURCE(muster_translations);
}

static void registerHelp()
{
    Q_INIT_RESOURCE(muster_help);
    Q_INIT_RESOURCE(muster_licences);
}

static void registerNumberPlans()
{
    Q_INIT_RESOURCE(muster_number_plans);
}

namespace muster {

void initResources()
{
    registerIcons();
    registerTranslations();
    registerHelp();
    registerNumberPlans();
}

void initNumberPlans()
{
    registerNumberPlans();
}

void installTranslations(QCoreApplication &application)
{
    registerTranslations();
    auto *english = new QTranslator(&application);
    const bool loaded = english->load(QStringLiteral(":/translations/muster_en.qm"));
    Q_ASSERT(loaded); // compiled in
    if (loaded)
        QCoreApplication::installTranslator(english);
}

} // namespace muster
