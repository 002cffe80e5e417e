// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/help/helpplaces.h"

#include "ui/common/helpid.h"

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

} // namespace muster
