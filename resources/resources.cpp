// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QList>
#include <QTranslator>
#include <memory>
#include <utility>

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

namespace {

const QString english = QStringLiteral("en");

struct InUse
{
    QString code = english;
    QList<QTranslator *> translators; ///< Their application's.
};

InUse &inUse()
{
    static InUse language;
    return language;
}

QString translationOf(const QString &code)
{
    return QStringLiteral(":/translations/muster_%1.qm").arg(code);
}

void install(QCoreApplication &application, std::unique_ptr<QTranslator> translator)
{
    translator->setParent(&application);
    QCoreApplication::installTranslator(translator.get());
    inUse().translators << translator.release();
}

} // namespace

void installTranslations(QCoreApplication &application)
{
    useLanguage(application, english);
}

void useLanguage(QCoreApplication &application, const QString &code)
{
    registerTranslations();
    InUse former = std::exchange(inUse(), {.code = code, .translators = {}});
    // First Qt's: of texts that both have ours, which come last, are taken.
    auto ofQt = std::make_unique<QTranslator>();
    if (code != english
        && ofQt->load(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        install(application, std::move(ofQt)); // else its texts are English
    auto own = std::make_unique<QTranslator>();
    const bool loaded = own->load(translationOf(code));
    Q_ASSERT(loaded); // compiled in
    if (loaded)
        install(application, std::move(own));
    for (QTranslator *translator : std::as_const(former.translators)) {
        // Another application's are gone with it.
        if (application.children().contains(translator))
            delete translator;
    }
}

QString languageInUse()
{
    return inUse().code;
}

QString textIn(const QString &code, const char *context, const char *text)
{
    registerTranslations();
    QTranslator translator;
    const QString translated = translator.load(translationOf(code)) ? translator.translate(context, text) : QString();
    return translated.isEmpty() ? QString::fromUtf8(text) : translated;
}

} // namespace muster
