// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencefields.h"

#include "models/audiences/estimate/contactsfile.h"
#include "models/store/fieldprofilestore.h"
#include "models/text/amounttext.h"
#include "models/text/audiencetexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/audiences/audiencedetailsform.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/draftpanes.h"
#include "ui/audiences/jsonfile.h"
#include "ui/common/prompts.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QLocale>

namespace muster {

AudienceFields::AudienceFields(AudienceEditor &editor, DraftPanes &views, FieldProfileStore &store, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_views(views)
    , m_store(store)
    , m_file(new JsonFile(this))
    , m_inference(new FieldInference(this))
{
    const AudienceDetailsForm *form = editor.details();
    connect(form, &AudienceDetailsForm::fieldsImportAsked, this, &AudienceFields::chooseFile);
    connect(form, &AudienceDetailsForm::fieldsRemoveAsked, this, &AudienceFields::askToRemove);
    connect(m_file, &JsonFile::wasRead, this, &AudienceFields::takeFile);
    connect(m_file, &JsonFile::failed, this, [this](const ApiError &error) { refuse(errorSentence(error)); });
    connect(m_inference, &FieldInference::inferred, this, [this](const CriteriaFields &inferred) {
        m_inferred = inferred;
        show();
    });
    connect(&m_store, &FieldProfileStore::changed, this, &AudienceFields::show);
    connect(&m_store, &FieldProfileStore::failed, this, &AudienceFields::tellFailure);
    connect(&editor.work(), &AudienceWork::changed, this, &AudienceFields::show); // of another source, perhaps
    show();
}

void AudienceFields::setContacts(const SharedContactColumns &contacts)
{
    if (contacts) {
        m_inference->start(contacts);
        return;
    }
    m_inference->cancel();
    m_inferred = {};
    show();
}

void AudienceFields::show()
{
    const AudienceSource source = m_editor.work().details().source;
    const bool isProfile = m_store.has(source);
    const CriteriaFields fields = isProfile ? m_store.fields(source) : m_inferred;
    const qsizetype count = fields.all().size();
    const QString number = QLocale().toString(count);
    m_editor.details()->showFields(
        isProfile              ? tr("%1 fields from a file.", nullptr, pluralForm(count)).arg(number)
            : fields.isEmpty() ? tr("Fields unknown: choose contacts or import a fields file.")
                               : tr("%1 fields from the loaded contacts.", nullptr, pluralForm(count)).arg(number),
        !m_store.isReadOnly(), isProfile);
    if (fields == m_shown)
        return;
    m_shown = fields;
    m_views.setFields(fields);
}

void AudienceFields::chooseFile()
{
    askWhatToOpen(&m_editor, tr("Import fields of a data source"), {tr("JSON files (*.json)"), tr("All files (*)")},
                  this, [this](const QString &file) {
                      m_fileName = QFileInfo(file).fileName();
                      m_file->read(file);
                  });
}

void AudienceFields::takeFile(const QByteArray &text)
{
    QJsonParseError fault;
    QJsonDocument::fromJson(text, &fault);
    if (fault.error != QJsonParseError::NoError) {
        const qsizetype line = text.left(fault.offset).count('\n') + 1;
        refuse(tr("The file isn’t valid JSON from line %1. Fix it there: for example, add a missing comma or bracket.")
                   .arg(QLocale().toString(line)));
        return;
    }
    const Result<FieldProfile> profile = parseFieldProfile(text);
    const AudienceSource source = m_editor.work().details().source;
    if (!profile)
        refuse(errorSentence(profile.error()));
    else if (profile->source != source)
        refuse(tr("The file lists fields of %1, but the people in this audience come from %2. Choose the other source "
                  "in Details, or a file for this source.")
                   .arg(audienceSourceText(profile->source), audienceSourceText(source)));
    else if (m_store.has(source) && !(m_store.fields(source) == profile->fields))
        askToReplace(*profile);
    else
        keep(*profile);
}

void AudienceFields::askToReplace(const FieldProfile &profile)
{
    const QString source = audienceSourceText(profile.source);
    const Question question{
        .title = tr("Replace fields of %1?").arg(source),
        .text = tr("%1 fields were already imported for all audiences of %2. The file replaces them.", nullptr,
                   pluralForm(m_store.fields(profile.source).all().size()))
                    .arg(QLocale().toString(m_store.fields(profile.source).all().size()), source),
        .detail = {},
        .acceptLabel = tr("Replace fields"),
        .rejectLabel = tr("Keep fields"),
    };
    askFirst(&m_editor, question, this, [this, profile] { keep(profile); });
}

void AudienceFields::keep(const FieldProfile &profile)
{
    m_keeping = m_store.save(profile);
}

void AudienceFields::askToRemove()
{
    const AudienceSource source = m_editor.work().details().source;
    const Question question{
        .title = tr("Delete fields of %1?").arg(audienceSourceText(source)),
        .text = tr("The imported field details are deleted for all audiences of %1. Fields then come from the loaded "
                   "contacts.")
                    .arg(audienceSourceText(source)),
        .detail = {},
        .acceptLabel = tr("Delete fields"),
        .rejectLabel = tr("Keep fields"),
        .dangerous = true,
    };
    askFirst(&m_editor, question, this, [this, source] { m_removing = m_store.remove(source); });
}

/// The store is for all tabs: the one that asked says it.
void AudienceFields::tellFailure(quint64 number, const ApiError &error)
{
    if (number == m_keeping)
        refuse(errorSentence(error));
    else if (number == m_removing)
        Prompts::instance().tell(&m_editor, tr("The fields could not be deleted"), errorSentence(error));
}

void AudienceFields::refuse(const QString &sentence)
{
    Prompts::instance().tell(&m_editor, tr("The fields were not imported"),
                             tr("%1: %2").arg(visibleText(m_fileName, 100), sentence));
}

} // namespace muster
