// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/help/helpcentre.h"

#include "resources/resources.h"
#include "ui/common/helpid.h"
#include "ui/help/helpwindow.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QWidget>
#include <algorithm>
#include <array>

namespace muster {

namespace {

constexpr HelpPlaceOfClass at(const char *className, const char *helpId)
{
    return {QLatin1String(className), QLatin1String(helpId)};
}

constexpr std::array places{
    at("ActivityPage", "activity"),
    at("ApplyPage", "contact-lists#review-and-apply"),
    at("AudiencesPage", "audiences"),
    at("ConflictView", "audiences#when-somebody-was-faster"),
    at("ConnectionTestPane", "connections#test-a-connection"),
    at("ConnectionsPage", "connections"),
    at("ContactListsPage", "contact-lists"),
    at("CriteriaCanvas", "audiences#conditions-and-groups"),
    at("CsvFilePage", "contact-lists#judge-a-file-without-a-tenant"),
    at("DirectivePane", "contact-lists#directives"),
    at("DiagnosticsDialog", "data-protection#diagnostics"),
    at("EnrichCheckPane", "enrichment#check"),
    at("EnrichFindingsPane", "enrichment#rows-that-do-not-fit"),
    at("EnrichPage", "enrichment"),
    at("EnrichReviewPage", "enrichment#enrich-the-contacts"),
    at("EstimateBar", "audiences#try-the-criteria-on-contacts"),
    at("ExportSheet", "segments#choose-what-is-exported"),
    at("FetchPage", "transcripts#fetch-transcripts"),
    at("FieldDialog", "enrichment#steps-and-rules"),
    at("HistoryPage", "history"),
    at("KnownWebhooksDialog", "enrichment#webhooks"),
    at("ListRunPage", "contact-lists#the-report"),
    at("LookupSection", "contact-lists#line-type-lookup"),
    at("MappingWordsDialog", "enrichment#mappings"),
    at("MaskedFilePage", "masking#mask-files-on-this-computer"),
    at("MoveToDialog", "audiences#conditions-and-groups"),
    at("NoticesDialog", "activity#notices"),
    at("OneOfDialog", "audiences#conditions-and-groups"),
    at("PolicyPage", "masking"),
    at("RegisterView", "audiences#register"),
    at("RestorePage", "contact-lists#bring-back-contacts"),
    at("ReviewPage", "masking#review"),
    at("SaveContactsDialog", "contact-lists#save-contacts-as-csv"),
    at("SaveRejectsDialog", "enrichment#rows-that-do-not-fit"),
    at("SegmentsPage", "segments"),
    at("TranscriptViewer", "transcripts#read-and-check-transcripts"),
    at("TranscriptsPage", "transcripts"),
    at("UndoPage", "enrichment#undo-an-enrichment"),
    at("WebhookDialog", "enrichment#webhooks"),
    at("WelcomePage", "first-steps#three-ways-in"),
};

QLatin1String placeOfClass(const QMetaObject *meta)
{
    for (; meta; meta = meta->superClass()) {
        QLatin1String name(meta->className());
        if (name.startsWith(QLatin1String("muster::")))
            name = name.sliced(8);
        const auto found = std::ranges::find(places, name, &HelpPlaceOfClass::className);
        if (found != places.end())
            return found->helpId;
    }
    return {};
}

} // namespace

std::span<const HelpPlaceOfClass> helpPlaces()
{
    return places;
}

QString helpIdAt(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (const QString own = helpIdOf(*widget); !own.isEmpty())
            return own;
        if (const QLatin1String place = placeOfClass(widget->metaObject()); !place.isEmpty())
            return place;
    }
    return {};
}

HelpCentre::HelpCentre(QObject *parent)
    : QObject(parent)
{
    // A shortcut would not be heard while a dialog is open, and that is where one needs help.
    qApp->installEventFilter(this);
}

HelpCentre::~HelpCentre()
{
    delete m_window;
}

const HelpIndex &HelpCentre::index()
{
    if (!m_index) {
        initResources();
        m_index = HelpIndex::compiledIn(QLocale().uiLanguages());
    }
    return *m_index;
}

void HelpCentre::open(const QString &helpId)
{
    if (!m_window) {
        m_window = new HelpWindow(index());
        m_window->restoreLayout(m_layout);
    }
    if (!helpId.isEmpty() || !m_window->isVisible())
        m_window->go(helpPlace(helpId));
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void HelpCentre::openAt(const QWidget *widget)
{
    open(helpIdAt(widget));
}

void HelpCentre::close()
{
    m_layout = layoutState();
    delete m_window;
}

QByteArray HelpCentre::layoutState() const
{
    return m_window ? m_window->layoutState() : m_layout;
}

bool HelpCentre::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !watched->isWidgetType())
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const auto *widget = static_cast<QWidget *>(watched);
    if (key->key() != Qt::Key_F1 || key->modifiers() != Qt::NoModifier || key->isAutoRepeat()
        || widget->window() == m_window)
        return QObject::eventFilter(watched, event);
    openAt(widget);
    return true;
}

} // namespace muster
