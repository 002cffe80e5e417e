// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The small files of the config and data folders (F98, S44): webhooks, directives, mappings, masking policies, fields
// of audiences, profiles, erased backups, presets of exports, as somebody else may have left them. Whatever is in them, the store opens,
// keeps a damaged file beside, and what it took over reads back without a notice.

#include "models/store/backupstore.h"
#include "models/store/directivestore.h"
#include "models/store/exportpresetstore.h"
#include "models/store/fieldprofilestore.h"
#include "models/store/mappingstore.h"
#include "models/store/maskpolicystore.h"
#include "models/store/profilestore.h"
#include "models/store/webhookstore.h"
#include "tests/fuzz/fuzzers.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <cstdint>
#include <cstdlib>

namespace fuzz_ownfiles {

namespace {

using namespace muster;

/// A second look at what the first one mended finds nothing to mend, but for what is newer and stays as it is.
template <typename Store>
void open(const QString &folder)
{
    std::optional<ApiError> first;
    {
        Store store(folder);
        first = store.load();
    }
    Store again(folder);
    const auto second = again.load();
    const bool stays = first && first->code == QLatin1String("newer_version");
    if (second.has_value() != stays)
        std::abort();
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const char *const names[] = {"webhooks.json",        "directives.json", "mappings.json", "mask-policies.json",
                                 "audience-fields.json", "profiles.json",   "erased.json",   "export-presets.json"};
    const std::size_t kind = data[0] % std::size(names);
    const QTemporaryDir folder(QString::fromLatin1(muster::tests::scratchFolder));
    QFile file(folder.filePath(QString::fromLatin1(names[kind])));
    if (!file.open(QIODevice::WriteOnly) || file.write(reinterpret_cast<const char *>(data) + 1, qint64(size) - 1) < 0)
        std::abort();
    file.close();
    switch (kind) {
    case 0:
        open<WebhookStore>(folder.path());
        break;
    case 1:
        open<DirectiveStore>(folder.path());
        break;
    case 2:
        open<MappingStore>(folder.path());
        break;
    case 3:
        open<MaskPolicyStore>(folder.path());
        break;
    case 4:
        open<FieldProfileStore>(folder.path());
        break;
    case 5:
        open<ProfileStore>(folder.path());
        break;
    case 6:
        if (ErasedBackups(folder.path()).list().size() > ErasedBackups::most)
            std::abort();
        break;
    default:
        open<ExportPresetStore>(folder.path());
    }
    return 0;
}

} // namespace fuzz_ownfiles

MUSTER_FUZZER(fuzz_ownfiles)
