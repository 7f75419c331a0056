/** A public key of SSH. */
export interface PublicKeyStatus {
  /** `ssh-rsa` */
  readonly type: string;
  /** As it stands in the file, without what is in front of it. */
  readonly line: string;
  readonly bits: number;
  /** `RSA` */
  readonly family: string;
  readonly comment: string;
  /** `MD5:…`, `SHA256:…` */
  readonly fingerprints: Readonly<Record<'md5' | 'sha256', string>>;
}

/** The public keys of a user. */
export interface AuthorizedKeysStatus {
  readonly path: string;
  /** `undefined`: there is no such file. */
  readonly keys: readonly PublicKeyStatus[] | undefined;
}
